package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.BodyDamaged;
import cn.lvyue.hub.signing.DataKeys;
import cn.lvyue.hub.signing.SealedHolder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** One small transaction after the other, each with its new place; so many bytes a turn, that intake goes first. */
@Component("resealing")
class PacedResealing implements Resealing, SealedHolder {
    private static final Logger LOG = LoggerFactory.getLogger(PacedResealing.class);

    private final ResealingStore store;
    private final SealedBodies bodies;
    private final DataKeys keys;
    private final TransactionOperations transactions;
    private final long bytesPerTurn;
    private final Clock clock;

    PacedResealing(
            ResealingStore store,
            SealedBodies bodies,
            DataKeys keys,
            TransactionOperations transactions,
            ArchiveSettings settings,
            Clock clock) {
        this.store = store;
        this.bodies = bodies;
        this.keys = keys;
        this.transactions = transactions;
        this.bytesPerTurn = settings.resealPerTurn().toBytes();
        this.clock = clock;
    }

    @Override
    public Progress start(String by) {
        var latest = store.latest();
        if (latest.isPresent() && latest.get().endedAt() == null) {
            return latest.get();
        }
        store.begin(keys.renew().number(), clock.instant(), by);
        return store.latest().orElseThrow();
    }

    @Override
    public Optional<Progress> progress() {
        return store.latest();
    }

    /** A turn of the route {@code reseal}: nothing if none is going on, or another node is at it. */
    void turn() {
        long bytes = 0;
        while (bytes < bytesPerTurn) {
            var done = transactions.execute(status -> step());
            if (done == null || done == 0) {
                return;
            }
            bytes += done;
        }
    }

    /** @return bytes looked at; 0 if there is nothing to do now */
    private long step() {
        if (!store.lock()) {
            return 0;
        }
        var going = store.latest().filter(latest -> latest.endedAt() == null);
        if (going.isEmpty()) {
            return 0;
        }
        var old = store.next(going.get().dataKey());
        if (old.isEmpty()) {
            end(going.get());
            return 0;
        }
        return reseal(old);
    }

    /** Not before every node seals under the new key: until then pieces may come that are sealed under an old one. */
    private void end(Progress going) {
        if (!clock.instant().isBefore(going.startedAt().plus(DataKeys.KNOWN_WITHIN))) {
            store.end(clock.instant());
            LOG.info("{} pieces are sealed anew under data key {}", going.pieces(), going.dataKey());
        }
    }

    private long reseal(List<ResealingStore.Old> pieces) {
        long bytes = 0;
        int done = 0;
        for (var old : pieces) {
            bytes += old.bytes().length;
            try {
                var piece = bodies.reseal(old.messageId(), old.digest(), old.number(), old.bytes(), old.dataKey());
                store.replace(old, piece);
                done++;
            } catch (BodyDamaged damaged) {
                LOG.error("{}; left as it is", damaged.getMessage());
            }
        }
        store.advance(pieces.get(pieces.size() - 1), done, bytes, pieces.size() - done);
        return Math.max(bytes, 1);
    }

    @Override
    public String holds() {
        return "存档报文，含另存他处的月份 / archived messages, those of months kept elsewhere among them";
    }

    @Override
    public boolean uses(int dataKey) {
        return store.uses(dataKey);
    }
}
