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
class CompiledMappings implements Mappings {
    private final TreeMap<FeedId, MappingForms> mappings = new TreeMap<>();
    private final List<FeedId> feeds;

    /** @throws BrokenMapping if any file has a fault: the hub does not start with half its feeds */
    CompiledMappings(MappingSettings settings, StandardPacks packs) {
        for (var file : files(settings.mappings())) {
            try {
                var mapping = MappingFile.compile(String.valueOf(file), Files.readString(file), packs, settings::due);
                mappings.put(mapping.usual().plan().feed(), mapping);
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
