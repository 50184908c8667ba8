package cn.lvyue.hub.proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what was committed down in the log, in batches of one transaction each, on one node at a time. While messages wait to
 * be processed it works a share of its time only.
 */
@Component("notary")
class Notary {
    /** So long one call goes on; the next comes soon. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int ID_BYTES = 16;

    private final LogStore store;
    private final TileStore tiles;
    private final Sources sources;
    private final ProofSettings settings;
    private final LogAlgorithm algorithm;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile Instant restUntil = Instant.MIN;

    Notary(
            LogStore store,
            TileStore tiles,
            Sources sources,
            ProofSettings settings,
            LogAlgorithm algorithm,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.tiles = tiles;
        this.sources = sources;
        this.settings = settings;
        this.algorithm = algorithm;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Where leaves come from. */
    @Component
    static class Sources {
        private final List<LeafRows> rows;
        private final RowTaking taking;
        private final OutcomeTaking outcomes;

        Sources(List<LeafRows> rows, RowTaking taking, OutcomeTaking outcomes) {
            this.rows = List.copyOf(rows);
            this.taking = taking;
            this.outcomes = outcomes;
        }
    }

    /** Called by route {@code notary}: takes down what there is, or a little of it while the lanes are busy. */
    void work() {
        var begun = clock.instant();
        if (begun.isBefore(restUntil)) {
            return;
        }
        long nanos = System.nanoTime();
        boolean busy = store.messagesWait();
        boolean more = batch();
        while (more && !busy && System.nanoTime() - nanos < LONGEST.toNanos()) {
            more = batch();
            busy = store.messagesWait();
        }
        if (busy) {
            double rest = (System.nanoTime() - nanos) * (1 / settings.share() - 1);
            restUntil =
                    begun.plusNanos((long) Math.min(rest, Duration.ofMinutes(1).toNanos()));
        }
    }

    /** Takes down all there is, however long it takes. */
    void workOff() {
        while (batch()) {
            Thread.onSpinWait();
        }
    }

    /** @return whether there may be more */
    private boolean batch() {
        return Boolean.TRUE.equals(transaction.execute(status -> locked()));
    }

    private boolean locked() {
        if (!store.alone()) {
            return false;
        }
        store.byKey();
        var head = store.lockedHead().orElseGet(this::begin);
        var hash = Hashing.of(head.algorithm());
        var log = new Growing(tiles, hash, head.size());
        boolean more = false;
        for (var rows : sources.rows) {
            more |= sources.taking.take(rows, log, hash, settings.batch()) >= settings.batch();
        }
        more |= sources.outcomes.take(head, log, hash, settings.records());
        if (log.size() > head.size()) {
            log.finish();
            store.grow(log.size());
        }
        return more;
    }

    private LogStore.Head begin() {
        var id = HexFormat.of().formatHex(algorithm.draw(ID_BYTES));
        store.begin(id, algorithm.wanted(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return store.lockedHead().orElseThrow();
    }
}
