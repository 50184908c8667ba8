package cn.lvyue.hub.proof;

import cn.lvyue.hub.signing.SealedHolder;
import cn.lvyue.hub.signing.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The records' keys, from which salts come, are sealed: a data key they need must not be destroyed, or those records prove nothing more. */
@Component
class SaltKeys implements SealedHolder {
    private final JdbcClient jdbc;

    SaltKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String holds() {
        return "存证的盐 / salts of the proof";
    }

    /** The number of the data key is in each value, as {@link Vault} says. */
    @Override
    public boolean uses(int dataKey) {
        return jdbc.sql("select exists (select from proof.outcomes where substring(keys from 2 for 4) = int4send(?))")
                .param(dataKey)
                .query(Boolean.class)
                .single();
    }
}
