package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.SourceRecord;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The mapping of one feed for every form its data comes in.
 *
 * @param name of the feed
 * @param usual for every channel that has no form of its own
 * @param table the file as people read it
 * @param due when data of the feed is due, whatever its form
 */
record MappingForms(
        FeedName name,
        FeedMapping usual,
        Map<Channel, FeedMapping> others,
        Optional<DueRule> due,
        Supplier<MappingTable> table) {
    MappingForms {
        others = Map.copyOf(others);
    }

    FeedMapping of(Channel channel) {
        return others.getOrDefault(channel, usual);
    }

    Chunk<Mapped> map(Chunk<SourceRecord> chunk) {
        var mapping = of(chunk.message().channel());
        var notes = mapping.notes();
        var mapped = new ArrayList<Mapped>(chunk.items().size());
        for (var source : chunk.items()) {
            mapped.add(mapping.map(source, notes));
        }
        return new Chunk<>(chunk.message(), chunk.number(), mapped, chunk.end());
    }
}
