package cn.lvyue.hub.mapping;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** All mapping files of the mappings folder, compiled at start. */
@Component("mapping")
class CompiledMappings implements Mappings, MappingTexts {
    private final StandardPacks packs;
    private final TreeMap<FeedId, MappingForms> mappings = new TreeMap<>();
    private final TreeMap<FeedId, String> texts = new TreeMap<>();
    private final List<FeedId> feeds;

    /** @throws BrokenMapping if any file has a fault: the hub does not start with half its feeds */
    CompiledMappings(MappingSettings settings, StandardPacks packs) {
        this.packs = packs;
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
        var mapping = forms(chunk.message().feed()).of(chunk.message().channel());
        var notes = mapping.notes();
        var mapped = new ArrayList<Mapped>(chunk.items().size());
        for (var source : chunk.items()) {
            mapped.add(mapping.map(source, notes));
        }
        return new Chunk<>(chunk.message(), chunk.number(), mapped, chunk.end());
    }

    @Override
    public Optional<Text> today(FeedId feed) {
        var text = texts.get(feed);
        return text == null ? Optional.empty() : Optional.of(new Text(feed, version(feed), pack(feed), text));
    }

    @Override
    public Optional<Explainer> explainer(Text text, Channel channel) {
        try {
            var mapping = MappingFile.compile(text.feed() + ".yaml", text.text(), packs)
                    .of(channel);
            return mapping.version().equals(text.version()) ? Optional.of(new Explained(mapping)) : Optional.empty();
        } catch (BrokenMapping withTodaysPacks) {
            return Optional.empty();
        }
    }

    /** One compiled mapping, asked record by record. */
    private record Explained(FeedMapping mapping) implements Explainer {
        @Override
        public ReadPlan plan() {
            return mapping.plan();
        }

        @Override
        public List<Derivation> explain(SourceRecord source) {
            return mapping.explain(source);
        }
    }

    private MappingForms forms(FeedId feed) {
        var mapping = mappings.get(feed);
        if (mapping == null) {
            throw new IllegalArgumentException(
                    "没有来源 %s 的映射，现有 %s / no mapping for feed %s; there are %s".formatted(feed, feeds(), feed, feeds()));
        }
        return mapping;
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
