package cn.lvyue.hub.mapping;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the mappings are, and what a site has otherwise than they say.
 *
 * @param mappings folder of the mapping files {@code <feed>.yaml}, against the working directory
 * @param feeds by feed; none by default
 * @param publishedMappings whether versions published at run time count; without them the files alone do, which is for getting a
 *     hub to start whose published versions do not fit its standard packs
 */
@ConfigurationProperties("hub")
record MappingSettings(
        @DefaultValue("mappings") Path mappings,
        @DefaultValue Map<String, SiteFeed> feeds,
        @DefaultValue("true") boolean publishedMappings) {

    /** @param due values that replace those of the mapping's section {@code due}, by the same keys */
    record SiteFeed(@DefaultValue Map<String, String> due) {}

    @ConstructorBinding
    MappingSettings {
        feeds = Map.copyOf(feeds);
    }

    MappingSettings(Path mappings) {
        this(mappings, Map.of());
    }

    MappingSettings(Path mappings, Map<String, SiteFeed> feeds) {
        this(mappings, feeds, true);
    }

    Map<String, String> due(String feed) {
        var site = feeds.get(feed);
        return site == null ? Map.of() : site.due();
    }
}
