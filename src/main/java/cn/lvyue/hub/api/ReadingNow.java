package cn.lvyue.hub.api;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.replay.CurrentReading;
import org.springframework.stereotype.Component;

/** Tells replays what feeds are read with. */
@Component
class ReadingNow implements CurrentReading {
    private final Mappings mappings;

    ReadingNow(Mappings mappings) {
        this.mappings = mappings;
    }

    @Override
    public String mapping(FeedId feed) {
        return mappings.knows(feed) ? mappings.version(feed) : "none";
    }
}
