package cn.lvyue.hub.mapping;

import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.standard.StandardPacks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All mapping files of the mappings folder, compiled at start. */
class CompiledMappings implements Mappings {
    private final MappingSettings settings;
    private final TreeMap<FeedId, MappingForms> mappings = new TreeMap<>();
    private final TreeMap<FeedId, String> texts = new TreeMap<>();
    private final List<FeedId> feeds;

    /** @throws BrokenMapping if any file has a fault: the hub does not start with half its feeds */
    CompiledMappings(MappingSettings settings, StandardPacks packs) {
        this.settings = settings;
        for (var file : files(settings.mappings())) {
            try {
                var text = Files.readString(file);
                var mapping = MappingFile.compile(String.valueOf(file), text, packs, settings::due);
                var feed = mapping.usual().plan().feed();
                mappings.put(feed, mapping);
                texts.put(feed, text);
            } catch (IOException unreadable) {
                throw new UncheckedIOException("%s 无法读取 / cannot be read".formatted(file), unreadable);
            }
        }
        settings.feeds().forEach(this::requireKnown);
        feeds = List.copyOf(mappings.keySet());
    }

    private void requireKnown(String feed, MappingSettings.SiteFeed site) {
        if (!site.due().isEmpty()
                && mappings.keySet().stream().noneMatch(id -> id.value().equals(feed))) {
            throw new BrokenMapping("hub.feeds." + feed + ".due", "没有此来源", "there is no such feed");
        }
    }

    @Override
    public List<FeedId> feeds() {
        return feeds;
    }

    @Override
    public boolean knows(FeedId feed) {
        return mappings.containsKey(feed);
    }

    @Override
    public FeedName name(FeedId feed) {
        return forms(feed).name();
    }

    @Override
    public ReadPlan readPlan(FeedId feed, Channel channel) {
        return forms(feed).of(channel).plan();
    }

    @Override
    public String version(FeedId feed) {
        return forms(feed).usual().version();
    }

    @Override
    public String pack(FeedId feed) {
        return forms(feed).usual().pack();
    }

    @Override
    public Optional<DueRule> due(FeedId feed) {
        return forms(feed).due();
    }

    @Override
    public Chunk<Mapped> map(Chunk<SourceRecord> chunk) {
        return forms(chunk.message().feed()).map(chunk);
    }

    /** A feed's file, with the version it has. */
    Text text(FeedId feed) {
        var text = texts.get(feed);
        if (text == null) {
            throw unknown(feed);
        }
        return new Text(feed, version(feed), pack(feed), text);
    }

    /** Where a feed's file stands. */
    Path file(FeedId feed) {
        return settings.mappings().resolve(feed + ".yaml");
    }

    /** @throws IllegalArgumentException naming the feeds there are */
    MappingForms forms(FeedId feed) {
        var mapping = mappings.get(feed);
        if (mapping == null) {
            throw unknown(feed);
        }
        return mapping;
    }

    private IllegalArgumentException unknown(FeedId feed) {
        return new IllegalArgumentException(
                "没有来源 %s 的映射，现有 %s / no mapping for feed %s; there are %s".formatted(feed, feeds(), feed, feeds()));
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(
                    "映射目录 %s 不存在 / mappings folder %s does not exist".formatted(folder, folder));
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
