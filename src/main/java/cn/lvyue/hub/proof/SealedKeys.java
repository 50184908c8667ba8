package cn.lvyue.hub.proof;

import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.RecordId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys that salts come from, in {@code proof.outcomes}: sealed anew with the rest of what is sealed, or their data key could never go.
 */
@Component
class SealedKeys implements PersonalHolder {
    private final SaltStore store;

    SealedKeys(SaltStore store) {
        this.store = store;
    }

    @Override
    public String table() {
        return SaltStore.Table.OUTCOMES.table();
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
        return store.seal(SaltStore.Table.OUTCOMES, after, rows);
    }

    @Override
    public boolean uses(int dataKey) {
        return store.uses(SaltStore.Table.OUTCOMES, dataKey);
    }
}
