package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The feeds' mappings, compiled and checked; the bean {@code mapping} of the routes. Which version of a feed's mapping is in force may
 * change while the hub runs: whoever needs more than one thing of it asks for the version first, and then for that version.
 */
public interface Mappings {
    /** All feeds that have a mapping, in order of their ids. */
    List<FeedId> feeds();

    boolean knows(FeedId feed);

    /** What people call a feed; its id where nothing more is known. */
    default FeedName name(FeedId feed) {
        return new FeedName(feed, feed.value(), null);
    }

    /**
     * How a feed's bytes are read: a feed may come in one form as files and in another as rows of a table.
     *
     * @throws IllegalArgumentException naming the feeds there are, if there is none of this id
     */
    ReadPlan readPlan(FeedId feed, Channel channel);

    /** A label of the content of the mapping in force: its version and a digest; kept with every message it read. */
    String version(FeedId feed);

    /** The version to go on with where a message was begun with one: that, or the one in force where it is not known any more. */
    default String usable(FeedId feed, String version) {
        return version(feed);
    }

    /** As {@link #readPlan(FeedId, Channel)}, of one version. */
    default ReadPlan readPlan(FeedId feed, Channel channel, String version) {
        return readPlan(feed, channel);
    }

    /** As {@link #pack(FeedId)}, of one version. */
    default String pack(FeedId feed, String version) {
        return pack(feed);
    }

    /** As {@link #map(Chunk)}, by one version: the one whose plan the chunk was read by. */
    default Chunk<Mapped> map(Chunk<SourceRecord> chunk, String version) {
        return map(chunk);
    }

    /** The id of the standard pack a feed is mapped to. */
    String pack(FeedId feed);

    /** When data of a feed is due; empty for a feed that is not waited for. */
    default Optional<DueRule> due(FeedId feed) {
        return Optional.empty();
    }

    Chunk<Mapped> map(Chunk<SourceRecord> chunk);

    /**
     * The mappings of a folder other than the hub's own, with the packs beside them; for trying changes out.
     *
     * @throws RuntimeException naming file and line if they are not in order
     */
    static Mappings load(Path folder) {
        return new CompiledMappings(new MappingSettings(folder), StandardPacks.load(folder));
    }
}
