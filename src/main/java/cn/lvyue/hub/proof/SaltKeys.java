package cn.lvyue.hub.proof;

import cn.lvyue.hub.signing.SealedHolder;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** What salts come from is sealed: a data key it needs must not be destroyed, or those records prove nothing more. */
@Component
class SaltKeys implements SealedHolder {
    private final SaltStore store;

    SaltKeys(SaltStore store) {
        this.store = store;
    }

    @Override
    public String holds() {
        return "存证的盐 / salts of the proof";
    }

    @Override
    public boolean uses(int dataKey) {
        return Arrays.stream(SaltStore.Table.values()).anyMatch(table -> store.uses(table, dataKey));
    }
}
