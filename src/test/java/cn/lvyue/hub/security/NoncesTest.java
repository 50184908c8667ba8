package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class NoncesTest {
    private static final Duration KEEP = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneId.of("Asia/Shanghai"));
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final NonceStore store = new NonceStore(jdbc);
    private final Nonces nonces = new Nonces(
            store, new DoorSettings(KEEP, 60, Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1)), clock);

    @BeforeEach
    void forgetAll() {
        jdbc.sql("truncate security.nonce").update();
    }

    @Test
    void aNonceIsRememberedForAsLongAsIsSetAndThenForgotten() {
        assertThat(store.use(7, "nonce-1", now.get())).isTrue();
        now.updateAndGet(time -> time.plus(KEEP));
        assertThat(nonces.purge()).isZero();
        assertThat(store.use(7, "nonce-1", now.get())).isFalse();

        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(nonces.purge()).isEqualTo(1);
        assertThat(store.use(7, "nonce-1", now.get())).isTrue();
    }

    @Test
    void theNonceOfOneKeyIsNotThatOfAnother() {
        assertThat(store.use(7, "nonce-1", now.get())).isTrue();
        assertThat(store.use(8, "nonce-1", now.get())).isTrue();
    }

    @Test
    void onlyTheNoncesOwnCommitSkipsTheDisk() {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(TestDatabase.dataSource()));

        transaction.executeWithoutResult(status -> {
            store.use(7, "nonce-1", now.get());
            assertThat(synchronousCommit()).isEqualTo("off");
        });
        transaction.executeWithoutResult(
                status -> assertThat(synchronousCommit()).isEqualTo("on"));
    }

    private String synchronousCommit() {
        return jdbc.sql("show synchronous_commit").query(String.class).single();
    }
}
