package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.OutcomeStore.Stretch;
import cn.lvyue.hub.proof.Proofs.FieldProof;
import cn.lvyue.hub.record.FieldErasure;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the digests of fields that are about to be erased and the salts of those that remain, and destroys the record's key. */
@Component
class Erasing implements FieldErasure {
    private final LogStore log;
    private final LeafSources sources;
    private final ErasedStore store;
    private final Stretches stretches;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Erasing(
            LogStore log,
            LeafSources sources,
            ErasedStore store,
            Stretches stretches,
            TransactionTemplate transaction,
            Clock clock) {
        this.log = log;
        this.sources = sources;
        this.store = store;
        this.stretches = stretches;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void willErase(long messageId, int row, Set<String> fields, String why) {
        transaction.executeWithoutResult(status -> log.head().ifPresent(head -> {
            for (var found : sources.stretchesWith(messageId, row)) {
                store.lock(found);
                sources.stretchesWith(messageId, row).stream()
                        .filter(one -> one.leaf() == found.leaf())
                        .forEach(stretch -> erase(head, stretch, row, fields, why));
            }
        }));
    }

    private void erase(LogStore.Head head, Stretch stretch, int row, Set<String> fields, String why) {
        var hash = Hashing.of(head.algorithm());
        var opened = sources.opened(head, stretch, hash).orElse(null);
        int position = opened == null ? -1 : opened.position(row);
        if (opened == null || position < 0) {
            return;
        }
        var gone = new ArrayList<String>(opened.erasedNames(row));
        var digests = new TreeMap<Integer, byte[]>();
        var salts = new ByteArrayOutputStream();
        var proofs = opened.fields(position);
        for (int i = 0; i < proofs.size(); i++) {
            keep(proofs.get(i), i, fields, gone, digests, salts);
        }
        var erased = new ErasedStore.Erased(digests, List.copyOf(gone), salts.toByteArray());
        var sealed = stretches.sealRemaining(stretch.message(), stretch.replay(), row, erased.salts());
        store.put(stretch, row, erased, sealed, clock.instant(), why);
        var keys = stretches.salts(stretch, head.algorithm());
        keys.destroy(position);
        store.keys(stretch, stretches.seal(stretch, keys));
    }

    private static void keep(
            FieldProof field,
            int at,
            Set<String> fields,
            List<String> gone,
            Map<Integer, byte[]> digests,
            ByteArrayOutputStream salts) {
        var name = field.name();
        if (name == null) {
            digests.put(at, field.digest());
        } else if (fields.contains(name)) {
            digests.put(at, field.digest());
            gone.add(name);
        } else {
            salts.writeBytes(Objects.requireNonNull(field.salt()));
        }
    }
}
