package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.util.List;

/** The feeds' mappings, compiled and checked at start; the bean {@code mapping} of the routes. */
public interface Mappings {
    /** All feeds that have a mapping, in order of their ids. */
    List<FeedId> feeds();

    boolean knows(FeedId feed);

    /**
     * How a feed's bytes are read: a feed may come in one form as files and in another as rows of a table.
     *
     * @throws IllegalArgumentException naming the feeds there are, if there is none of this id
     */
    ReadPlan readPlan(FeedId feed, Channel channel);

    /** A label of the mapping's content: its version and a digest; kept with every message it read. */
    String version(FeedId feed);

    /** The id of the standard pack a feed is mapped to. */
    String pack(FeedId feed);

    Chunk<Mapped> map(Chunk<SourceRecord> chunk);
}
