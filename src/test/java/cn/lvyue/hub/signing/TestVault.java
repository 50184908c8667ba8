package cn.lvyue.hub.signing;

import cn.lvyue.hub.record.LocalSecrets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real vault over a test's database, with the master key that Spring contexts of tests have too. */
public final class TestVault {
    /** For {@code hub.vault.master-key}. */
    public static final String MASTER = "of the tests, and of nothing but the tests";

    private TestVault() {}

    /** For contexts that do without the module: to be imported. */
    public static class Beans {
        @Bean
        DatabaseVault vault(DataSource database, Clock clock, ObjectProvider<SealedHolder> holders) {
            return started(database, MASTER, null, CryptoProfile.Family.NATIONAL, clock, holders);
        }
    }

    public static Vault of(DataSource database) {
        return of(database, Clock.systemUTC());
    }

    public static Vault of(DataSource database, Clock clock) {
        return started(database, MASTER, null, CryptoProfile.Family.NATIONAL, clock);
    }

    static DatabaseVault started(
            DataSource database,
            String master,
            @Nullable String before,
            CryptoProfile.Family family,
            Clock clock,
            SealedHolder... holders) {
        var beans = new StaticListableBeanFactory();
        for (int i = 0; i < holders.length; i++) {
            beans.addBean("holder" + i, holders[i]);
        }
        return started(database, master, before, family, clock, beans.getBeanProvider(SealedHolder.class));
    }

    private static DatabaseVault started(
            DataSource database,
            String master,
            @Nullable String before,
            CryptoProfile.Family family,
            Clock clock,
            ObjectProvider<SealedHolder> holders) {
        var keys = new Keys(List.of(new SoftwareKeys(new KeysSettings(null, null, Map.of()))), clock);
        var vault = new DatabaseVault(
                new DataKeyStore(JdbcClient.create(database)),
                new CryptoProfile(family),
                new VaultSettings(master, null, null, before, Duration.ofDays(365)),
                keys,
                new StaticListableBeanFactory().getBeanProvider(LocalSecrets.class),
                holders,
                clock);
        vault.check();
        return vault;
    }
}
