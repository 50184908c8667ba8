package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Verdict;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Decides as the ledger would, on what is committed, without its lock and without a trace. */
@Component
class Forecasting implements Forecast {
    /** Numbers from here on are those of complaints that nobody ever opens; no real one gets so far. */
    private static final long FORETOLD_NUMBERS = 1L << 62;

    private final LedgerStore store;
    private final LedgerStep.Deciding deciding;

    Forecasting(LedgerStore store, LedgerStep.Deciding deciding) {
        this.store = store;
        this.deciding = deciding;
    }

    @Override
    public OfMessage begin(FeedId feed) {
        return new Told(feed);
    }

    private final class Told implements OfMessage {
        private final FeedId feed;
        private final Map<String, Dossier> earlier = new HashMap<>();
        private final AtomicLong numbers = new AtomicLong(FORETOLD_NUMBERS);

        Told(FeedId feed) {
            this.feed = feed;
        }

        @Override
        public List<Foretold> next(List<Inspected> records) {
            var fresh = new LinkedHashSet<String>();
            var matters = new LinkedHashSet<UUID>();
            for (var item : records) {
                if (!item.sourceRecordNo().isEmpty() && !earlier.containsKey(item.sourceRecordNo())) {
                    fresh.add(item.sourceRecordNo());
                }
                var matter = item.matter();
                if (matter != null && item.verdict() == Verdict.CLEAR) {
                    matters.add(matter.key());
                }
            }
            earlier.putAll(store.known(feed, fresh));
            var decider =
                    new Decider(earlier, store.leads(feed, matters), deciding.gate, numbers::getAndIncrement, today());
            var told = records.stream()
                    .map(decider::decide)
                    .map(decision -> new Foretold(decision.source().row(), decision.outcome(), decision.findings()))
                    .toList();
            decider.dossiers().forEach(known -> earlier.put(known.getKey(), known.getValue()));
            return told;
        }

        private LocalDate today() {
            return LocalDate.ofInstant(deciding.clock.instant(), deciding.clock.getZone());
        }
    }
}
