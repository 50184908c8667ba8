package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.FeedId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Keeps which acceptance checks of sources (接口自检) there are. What they find is for others to say. */
@Service
public class AcceptanceBook {
    private static final int SHOWN = 50;

    private final AcceptanceStore store;
    private final Clock clock;

    AcceptanceBook(AcceptanceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @return whether it began; not while one of the source is under way */
    public boolean begin(FeedId feed, int volume, Instant since, String by) {
        return store.begin(feed, volume, since, clock.instant(), by);
    }

    /** @return whether it was under way */
    public boolean end(AcceptanceCheck check, String by, boolean passed, String remark, String report) {
        return store.end(check.id(), clock.instant(), by, passed, remark, report);
    }

    /** The newest first, at most fifty. */
    public List<AcceptanceCheck> of(FeedId feed) {
        return store.of(feed, SHOWN);
    }

    public Optional<AcceptanceCheck> one(FeedId feed, long id) {
        return store.one(feed, id);
    }
}
