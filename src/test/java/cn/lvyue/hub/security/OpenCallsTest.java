package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calls that were begun on nodes that may not be there any more. */
class OpenCallsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T00:00:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneId.of("Asia/Shanghai"));
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final OpenCallStore store = new OpenCallStore(jdbc);
    private final AuditStore audit = new AuditStore(jdbc);
    private final String actor = "of-" + UUID.randomUUID();
    private OpenCalls dead = node();
    private final OpenCalls one = node();
    private final OpenCalls other = node();

    @BeforeEach
    void startWithNoneOpen() {
        jdbc.sql("delete from security.open_call").update();
    }

    @Test
    void aCallWhoseNodeDiedIsToldWithTheResultUnknownOnce() {
        dead.begin(call("target.hold"));
        dead = node(); // started anew, it knows nothing of it
        pass(Duration.ofMinutes(4));
        one.watch();
        assertThat(lines()).as("it may be answered yet").isEmpty();

        pass(Duration.ofMinutes(2));
        dead.watch();
        one.watch();

        assertThat(lines()).hasSize(1);
        var line = lines().get(0);
        assertThat(line.result()).isEqualTo("unknown");
        assertThat(line.action()).isEqualTo("target.hold");
        assertThat(line.what()).isEqualTo("POST /api/v1/targets/provincial/hold");
        assertThat(line.object()).isEqualTo("target provincial");
        assertThat(line.address()).isEqualTo("10.1.2.3");
        assertThat(line.purpose()).isEqualTo("演练");
        assertThat(line.after()).isEqualTo("{\"begun\": \"2026-03-01T08:00:00.000+08:00\"}");
        assertThat(line.at()).isEqualTo(now.get());
        assertThat(open()).isZero();
    }

    @Test
    void aCallThatTakesLongIsNotToldWhileItsNodeLives() {
        long id = one.begin(call("replay.plan"));
        for (int n = 0; n < 5; n++) {
            pass(Duration.ofMinutes(4));
            one.watch();
            other.watch();
        }
        assertThat(lines()).isEmpty();

        audit.add(call("replay.plan"), id);
        assertThat(open()).isZero();
        assertThat(lines()).extracting(AuditEntry::result).containsExactly("ok");
    }

    @Test
    void ofTwoNodesThatLookAtOnceOneTellsEachCall() throws Exception {
        for (int n = 0; n < 200; n++) {
            dead.begin(call("batch.seal"));
        }
        pass(Duration.ofMinutes(6));
        var nodes = Executors.newFixedThreadPool(2);
        try {
            for (var done : nodes.invokeAll(List.<Callable<Boolean>>of(() -> watched(one), () -> watched(other)))) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            nodes.shutdown();
        }

        assertThat(lines()).hasSize(200);
        assertThat(open()).isZero();
    }

    private static boolean watched(OpenCalls node) {
        node.watch();
        return true;
    }

    private OpenCalls node() {
        return new OpenCalls(store, LoginParts.DUTIES, clock);
    }

    private AuditEntry call(String action) {
        return new AuditEntry(
                0,
                clock.instant(),
                actor,
                "10.1.2.3",
                action,
                "POST /api/v1/targets/provincial/hold",
                "target provincial",
                null,
                null,
                "演练",
                null,
                "ok");
    }

    private void pass(Duration time) {
        now.updateAndGet(moment -> moment.plus(time));
    }

    private List<AuditEntry> lines() {
        return audit.page(new AuditQuery(actor, null, null, null, null, null), Long.MAX_VALUE, 1_000);
    }

    private long open() {
        return jdbc.sql("select count(*) from security.open_call")
                .query(Long.class)
                .single();
    }
}
