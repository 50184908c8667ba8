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
 */
@ConfigurationProperties("hub")
record MappingSettings(
        @DefaultValue("mappings") Path mappings,
        @DefaultValue Map<String, SiteFeed> feeds) {

    /** @param due values that replace those of the mapping's section {@code due}, by the same keys */
    record SiteFeed(@DefaultValue Map<String, String> due) {}

    @ConstructorBinding
    MappingSettings {
        feeds = Map.copyOf(feeds);
    }

    MappingSettings(Path mappings) {
        this(mappings, Map.of());
    }

    Map<String, String> due(String feed) {
        var site = feeds.get(feed);
        return site == null ? Map.of() : site.due();
    }
}
