package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AdminTokenTest {
    private static final SecuritySettings NONE = new SecuritySettings(null, null);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-03-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneId.of("Asia/Shanghai"));
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final TokenStore store =
            new TokenStore(jdbc, new TransactionTemplate(new DataSourceTransactionManager(TestDatabase.dataSource())));

    @BeforeEach
    void forgetTokens() {
        jdbc.sql("truncate security.token").update();
    }

    @Test
    void theFirstStartShowsATokenOnceAndKeepsOnlyItsDigest() {
        var token = AdminToken.prepare(NONE, store, clock);
        var drawn = shown(token);

        assertThat(drawn).matches("[A-Za-z0-9_-]{43}");
        assertThat(shown(token)).isEmpty();
        assertThat(tokens().knows(drawn)).isTrue();
        assertThat(tokens().knows(drawn.substring(1))).isFalse();
        assertThat(jdbc.sql("select to_jsonb(t)::text from security.token t")
                        .query(String.class)
                        .single())
                .doesNotContain(drawn);
    }

    @Test
    void laterStartsKeepTheTokenAndShowNothing() {
        var drawn = shown(AdminToken.prepare(NONE, store, clock));

        assertThat(shown(AdminToken.prepare(NONE, store, clock))).isEmpty();
        assertThat(tokens().knows(drawn)).isTrue();
    }

    @Test
    void aPresetTokenReplacesTheDrawnOneAndStaysWhenItIsNoLongerPreset() {
        var drawn = shown(AdminToken.prepare(NONE, store, clock));
        var preset = new SecuritySettings("of-my-own-choice-2025", null);

        assertThat(shown(AdminToken.prepare(preset, store, clock))).isEmpty();
        AdminToken.prepare(preset, store, clock);
        AdminToken.prepare(NONE, store, clock);

        assertThat(tokens().knows("of-my-own-choice-2025")).isTrue();
        assertThat(tokens().knows(drawn)).isFalse();
        assertThat(jdbc.sql("select count(*) from security.token")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void ofTwoNodesStartingAtOnceOneShowsAToken() throws Exception {
        var nodes = Executors.newFixedThreadPool(2);
        Callable<String> start = () -> shown(AdminToken.prepare(NONE, store, clock));
        var one = nodes.submit(start);
        var two = nodes.submit(start);

        assertThat(one.get().isEmpty()).isNotEqualTo(two.get().isEmpty());
        nodes.shutdown();
    }

    @Test
    void aRevokedTokenIsRefusedWithinSeconds() {
        var drawn = shown(AdminToken.prepare(NONE, store, clock));
        var tokens = tokens();
        assertThat(tokens.knows(drawn)).isTrue();

        jdbc.sql("update security.token set revoked_at = now()").update();
        now.updateAndGet(then -> then.plus(Duration.ofSeconds(10)));

        assertThat(tokens.knows(drawn)).isFalse();
    }

    @Test
    void theEnvironmentPresetsTheTokenAndTheKeyOfSecrets() {
        var environment = new SystemEnvironmentPropertySource(
                "systemEnvironment",
                Map.of("HUB_ADMIN_TOKEN", " from-the-environment ", "HUB_SECRETS_KEY", "x".repeat(40)));

        var settings = new Binder(ConfigurationPropertySources.from(environment))
                .bind("hub", SecuritySettings.class)
                .get();

        assertThat(settings.adminToken()).isEqualTo("from-the-environment");
        assertThat(settings.secretsKey()).isEqualTo("x".repeat(40));
        assertThat(settings.toString()).doesNotContain("from-the-environment");
        assertThat(new SecuritySettings(" ", null).adminToken()).isNull();
    }

    private BearerTokens tokens() {
        return new BearerTokens(store, clock);
    }

    private static String shown(AdminToken token) {
        var bytes = new ByteArrayOutputStream();
        token.showOnce(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        var text = bytes.toString(StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return text;
        }
        assertThat(text).contains("管理令牌", "Admin token");
        return text.lines()
                .filter(line -> line.startsWith("    "))
                .findFirst()
                .orElseThrow()
                .strip();
    }
}
