package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.FeedId;

/** What feeds are read with at the moment; told by whoever knows the mappings. */
public interface CurrentReading {
    /** The version of a feed's mapping. */
    String mapping(FeedId feed);
}
