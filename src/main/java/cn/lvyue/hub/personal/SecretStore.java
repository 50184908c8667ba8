package cn.lvyue.hub.personal;

import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.signing.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Secrets that must not change with the data keys; they lie sealed in the database and are the same on every node. */
@Repository
class SecretStore implements PersonalHolder {
    private final JdbcClient jdbc;
    private final Vault vault;
    private final SecureRandom random = new SecureRandom();

    SecretStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public String table() {
        return "personal.secret";
    }

    /** Secrets are nobody's. */
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
        var names =
                jdbc.sql("select name from personal.secret").query(String.class).list();
        for (var name : names) {
            var plain = vault.open(sealed(name), owner(name));
            jdbc.sql("update personal.secret set sealed = ? where name = ?")
                    .params(vault.seal(plain, owner(name)), name)
                    .update();
        }
        return new Stretch(null, names.size(), names.size());
    }

    @Override
    public boolean uses(int dataKey) {
        return jdbc.sql("select exists (select from personal.secret where substring(sealed, 2, 4) = int4send(?))")
                .param(dataKey)
                .query(Boolean.class)
                .single();
    }

    /** The secret of this name; drawn when it is asked for the first time. Of two nodes that draw, the first counts. */
    byte[] secret(String name, int bytes) {
        var drawn = new byte[bytes];
        random.nextBytes(drawn);
        jdbc.sql("insert into personal.secret (name, sealed) values (?, ?) on conflict do nothing")
                .params(name, vault.seal(drawn, owner(name)))
                .update();
        return vault.open(sealed(name), owner(name));
    }

    void destroy(String name) {
        jdbc.sql("delete from personal.secret where name = ?").param(name).update();
    }

    private byte[] sealed(String name) {
        return jdbc.sql("select sealed from personal.secret where name = ?")
                .param(name)
                .query(byte[].class)
                .single();
    }

    private static byte[] owner(String name) {
        return ("personal.secret " + name).getBytes(StandardCharsets.UTF_8);
    }
}
