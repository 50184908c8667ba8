package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.Proofs.DayStatement;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Closes each day with a statement of the tree as it is then: as soon as all of the day is taken down, or after a while without.
 * Days on which the hub was down are closed when it is back. Called by route {@code close-days} on every node.
 */
@Component("proofDays")
class DayClosing {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Logger log = LoggerFactory.getLogger(DayClosing.class);

    private final LogStore store;
    private final TileStore tiles;
    private final DayStore days;
    private final Standing standing;
    private final DaySigner signer;
    private final DayStamps stamps;
    private final ProofSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DayClosing(
            LogStore store,
            TileStore tiles,
            DayStore days,
            Standing standing,
            Seals seals,
            ProofSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.tiles = tiles;
        this.days = days;
        this.standing = standing;
        this.signer = seals.signer;
        this.stamps = seals.stamps;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a closed day is given. */
    @Component
    static class Seals {
        private final DaySigner signer;
        private final DayStamps stamps;

        Seals(DaySigner signer, DayStamps stamps) {
            this.signer = signer;
            this.stamps = stamps;
        }
    }

    /** Closes the days that are due, then signs and stamps whatever has no signature or stamp. */
    void closeDue() {
        standing.tell();
        while (Boolean.TRUE.equals(transaction.execute(status -> closeNext()))) {
            Thread.onSpinWait();
        }
        signer.signDue();
        stamps.stampDue();
    }

    private boolean closeNext() {
        if (!store.alone()) {
            return false;
        }
        var head = store.lockedHead();
        if (head.isEmpty() || head.get().size() == 0) {
            return false;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var previous = days.newest();
        var next = previous.map(day -> day.day().plusDays(1)).or(standing::firstDay);
        if (next.isEmpty() || !isDue(next.get(), now)) {
            return false;
        }
        var root = new MerkleTree(
                        new TileNodes(tiles, Hashing.of(head.get().algorithm())),
                        Hashing.of(head.get().algorithm()))
                .root(head.get().size());
        close(head.get(), next.get(), root, previous, now);
        return true;
    }

    private boolean isDue(LocalDate day, Instant now) {
        var end = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        return !now.isBefore(end) && (!now.isBefore(end.plus(settings.patience())) || !standing.hasOpenBefore(end));
    }

    private void close(LogStore.Head head, LocalDate day, byte[] root, Optional<DayStatement> previous, Instant now) {
        var text = DayText.of(head, day, root, previous.orElse(null), now);
        var digest = Hashing.of(head.algorithm()).digest(text.getBytes(StandardCharsets.UTF_8));
        days.add(new DayStatement(day, head.size(), root, text, digest, now, null, null));
        log.info("日结 {} closed: {} leaves", day, head.size());
    }
}
