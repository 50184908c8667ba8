package cn.lvyue.hub.personal;

import cn.lvyue.hub.signing.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Secrets that must not change with the data keys; they lie sealed in the database and are the same on every node. */
@Repository
class SecretStore {
    private final JdbcClient jdbc;
    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    SecretStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** The secret of this name; drawn when it is asked for the first time. Of two nodes that draw, the first counts. */
    byte[] secret(String name, int bytes) {
        var owner = ("personal.secret " + name).getBytes(StandardCharsets.UTF_8);
        var drawn = new byte[bytes];
        random.nextBytes(drawn);
        jdbc.sql("insert into personal.secret (name, sealed) values (?, ?) on conflict do nothing")
                .params(name, vault.seal(drawn, owner))
                .update();
        var sealed = jdbc.sql("select sealed from personal.secret where name = ?")
                .param(name)
                .query(byte[].class)
                .single();
        return vault.open(sealed, owner);
    }
}
