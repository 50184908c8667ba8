package cn.lvyue.hub.proof;

import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.RecordId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The salts that remain of records some fields of which were erased, in {@code proof.erased}: sealed anew with the rest.
 */
@Component
class SealedSalts implements PersonalHolder {
    private final SaltStore store;

    SealedSalts(SaltStore store) {
        this.store = store;
    }

    @Override
    public String table() {
        return SaltStore.Table.ERASED.table();
    }

    /** Salts are no values: the proof is told of an erasure before it happens. */
    @Override
    public List<Held> of(RecordId id) {
        return List.of();
    }

    @Override
    public int erase(RecordId id) {
        return 0;
    }

    @Override
    public Stretch seal(@Nullable String after, int rows) {
        return store.seal(SaltStore.Table.ERASED, after, rows);
    }

    @Override
    public boolean uses(int dataKey) {
        return store.uses(SaltStore.Table.ERASED, dataKey);
    }
}
