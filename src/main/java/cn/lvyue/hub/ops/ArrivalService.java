package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.FeedId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shows what was due and whether it came. */
@Service
public class ArrivalService {
    private final ArrivalStore store;
    private final ZoneId zone;

    ArrivalService(ArrivalStore store, Clock clock) {
        this.store = store;
        this.zone = clock.getZone();
    }

    /**
     * Periods that are due from the first to the last day, both included, the earliest first.
     *
     * @param feed only this one; null for all
     */
    public List<ArrivalView> between(LocalDate from, LocalDate to, @Nullable FeedId feed) {
        return store.between(
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant(),
                feed);
    }
}
