package cn.lvyue.hub.proof;

import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.RecordId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of what salts come from: sealed anew with the rest of what is sealed, or its data key could never go. */
class SealedSalts implements PersonalHolder {
    private final SaltStore store;
    private final SaltStore.Table table;

    SealedSalts(SaltStore store, SaltStore.Table table) {
        this.store = store;
        this.table = table;
    }

    @Override
    public String table() {
        return table.table();
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
        return store.seal(table, after, rows);
    }

    @Override
    public boolean uses(int dataKey) {
        return store.uses(table, dataKey);
    }
}
