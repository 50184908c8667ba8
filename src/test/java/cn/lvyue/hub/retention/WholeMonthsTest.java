package cn.lvyue.hub.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.archive.Documents;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.retention.Retention.HoldRequest;
import cn.lvyue.hub.retention.Retention.Plan;
import cn.lvyue.hub.retention.Retention.Scope;
import cn.lvyue.hub.retention.Retention.State;
import cn.lvyue.hub.signing.Sm3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Months that are due as a whole, and months that only look so; batches are of two, one at a time. */
class WholeMonthsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MONTH = 202603L * 10_000_000_000L;
    private static final long MARCH = MONTH + 1_000; // above what the sequence gives
    private static final byte[] BODY = "a body".getBytes(StandardCharsets.UTF_8);

    private final AnnotationConfigApplicationContext context = new QuickContext();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final Map<String, String> alarms = new TreeMap<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(on(2026, 3, 20));
    private Retention retention;
    private RetentionStep step;

    @BeforeEach
    void startWithAMonthOfFiveBodies() {
        TestDatabase.reset();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "hub.archive.spool",
                                        "target/retention-spool-"
                                                + ProcessHandle.current().pid(),
                                "hub.vault.master-key", "of the tests, and of nothing but the tests",
                                "hub.retention.keep.message-bodies", "3y",
                                "hub.retention.feeds.sme-arrears.message-bodies", "5y",
                                "hub.retention.batch", "2",
                                "hub.retention.batches-at-once", "1")));
        context.registerBean(Clock.class, SetClock::new);
        context.registerBean(Alarms.class, Raised::new);
        context.register(RetentionTest.Wiring.class);
        context.refresh();
        retention = context.getBean(Retention.class);
        step = context.getBean(RetentionStep.class);
        jdbc.sql("select archive.open_month(202603)").query(Boolean.class).single();
        for (int n = 1; n <= 5; n++) {
            message(n, "credit-site", 1);
        }
    }

    @AfterEach
    void close() {
        jdbc.sql("drop function if exists retention.of_the_test() cascade").update();
        context.close();
    }

    @Test
    void aMonthAllOfWhichIsDueGoesAtOneStrokeAndEverythingTellsTheSame() throws IOException {
        message(6, "credit-site", 0);
        message(7, "credit-site", 2);
        long statement = context.getBean(Documents.class)
                .keep(new Documents.Document("s", "s.txt", "text/plain", new ByteArrayInputStream(BODY)));
        packageSent(10);
        var lines = jdbc.sql("""
                        select 'message-bodies ' || id || ' ' || (select count(*) from archive.segment s where s.message_id = m.id)
                            || ' ' || size || ' ' || encode(digest, 'hex')
                        from archive.message m where feed is not null order by id""").query(String.class).list();

        var plan = running();
        step.work();
        assertThat(bodies()).as("in one turn, though a batch is two").containsExactly(statement, MARCH + 10);
        assertThat(emptied()).containsExactly("202603 destruction " + plan.id());
        finish(plan);

        assertThat(jdbc.sql("select kind || ' ' || ref || ' ' || rows || ' ' || bytes || ' ' || digest"
                                + " from retention.destroyed order by ref")
                        .query(String.class)
                        .list())
                .isEqualTo(lines);
        var item = now(plan).items().get(0);
        assertThat(List.of(item.goneThings(), item.goneBytes())).containsExactly(7L, 7L * BODY.length);
        assertThat(retention.destroyedBy(MARCH + 7)).hasValue(plan.id());
        var checked = context.getBean(Certificates.class).check(plan.id()).orElseThrow();
        assertThat(checked.agrees()).isTrue();
        assertThat(checked.lines()).isEqualTo(7);
        try (var body = context.getBean(Archive.class).open(statement)) {
            assertThat(body.readAllBytes()).as("no policy lets statements go").isEqualTo(BODY);
        }
        for (var view : List.of("proof.destroyed", "evidence.destroyed")) {
            assertThat(count("select count(*) from " + view)).isEqualTo(7);
        }
        assertThat(count("select count(*) from archive.message where feed is not null"))
                .as("metadata and digests stay")
                .isEqualTo(7);
        step.check();
        assertThat(alarms).isEmpty();
        message(8, "credit-site", 1); // what is archived late has its place
    }

    @Test
    void aMonthWithOneThatIsHeldGoesBodyByBody() {
        retention.place(hold(MARCH + 3), "counsel");
        var plan = running();
        step.work();
        assertThat(bodies()).as("looked at").hasSize(5);
        step.work();
        assertThat(bodies()).as("one batch").hasSize(3);
        finish(plan);

        assertThat(bodies()).containsExactly(MARCH + 3);
        assertThat(emptied()).isEmpty();
    }

    @Test
    void aMonthWithOneThatIsNotDueGoesBodyByBody() {
        message(6, "sme-arrears", 1); // five years
        var plan = running();
        finish(plan);

        assertThat(bodies()).containsExactly(MARCH + 6);
        assertThat(emptied()).isEmpty();
    }

    @Test
    void aMonthIntoWhichAMessageCameAfterThePlanGoesBodyByBody() {
        var plan = running();
        message(6, "credit-site", 1);
        jdbc.sql("insert into archive.waiting (message_id, feed) values (?, 'credit-site')")
                .param(MARCH + 6)
                .update();
        finish(plan);

        assertThat(bodies()).as("nobody has read it yet").containsExactly(MARCH + 6);
        assertThat(emptied()).isEmpty();
    }

    @Test
    void whatComesBetweenTheLookAndTheStrokeIsSeenAndTheListIsTakenBack() {
        trigger("retention.destroyed", """
                insert into archive.segment (message_id, number, bytes) values (%d, 0, 'late')""".formatted(MARCH + 9));
        var plan = running();
        step.work();
        assertThat(bodies()).hasSize(5);
        assertThat(count("select count(*) from retention.destroyed")).isZero();

        jdbc.sql("drop trigger of_the_test on retention.destroyed").update();
        finish(plan);
        assertThat(bodies()).isEmpty();
        assertThat(emptied()).isEmpty();
    }

    @Test
    void aCrashBetweenTheListAndTheStrokeLeavesNeitherAndTheNextTurnDoesBoth() {
        var plan = running();
        trigger("archive.month_event", "raise exception 'the hub died'");
        assertThatThrownBy(step::work).hasMessageContaining("the hub died");
        assertThat(bodies()).hasSize(5);
        assertThat(count("select count(*) from retention.destroyed")).isZero();

        jdbc.sql("drop trigger of_the_test on archive.month_event").update();
        step.work();
        assertThat(bodies()).isEmpty();
        finish(plan);
        assertThat(now(plan).items().get(0).goneThings()).isEqualTo(5);
    }

    @Test
    void aMonthThatIsBeingReadForLongIsNotWaitedFor() throws SQLException {
        var plan = running();
        try (var reader = TestDatabase.dataSource().getConnection();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table archive.segment_202603 in access share mode");
            finish(plan);
            reader.rollback();
        }

        assertThat(bodies()).isEmpty();
        assertThat(emptied()).isEmpty();
        assertThat(now(plan).items().get(0).goneThings()).isEqualTo(5);
    }

    private Plan running() {
        now.set(on(2030, 3, 20));
        var plan = retention.plan("annual", "op");
        retention.approve(plan.id(), "boss");
        retention.run(plan.id(), "op");
        return plan;
    }

    private void finish(Plan plan) {
        for (int n = 0; n < 50 && now(plan).state() == State.RUNNING; n++) {
            step.work();
        }
        assertThat(now(plan).state()).isEqualTo(State.DONE);
    }

    private Plan now(Plan plan) {
        return retention.plan(plan.id()).orElseThrow();
    }

    private void trigger(String table, String deed) {
        jdbc.sql(
                        "create or replace function retention.of_the_test() returns trigger language plpgsql as $$ begin %s; return null; end $$"
                                .formatted(deed))
                .update();
        jdbc.sql(
                        "create trigger of_the_test after insert on %s for each statement execute function retention.of_the_test()"
                                .formatted(table))
                .update();
    }

    private void message(long number, String feed, int pieces) {
        jdbc.sql("""
                        insert into archive.message (id, direction, kind, feed, channel, received_at, size, digest)
                        values (:id, 1, 1, :feed, 'HTTP', :at, :size, :digest)""")
                .param("id", MARCH + number)
                .param("feed", feed)
                .param("at", on(2026, 3, 10).atZone(ZONE).toOffsetDateTime())
                .param("size", BODY.length)
                .param("digest", HexFormat.of().parseHex(Sm3.hex(BODY)))
                .update();
        LongStream.range(0, pieces)
                .forEach(piece -> jdbc.sql("insert into archive.segment (message_id, number, bytes) values (?, ?, ?)")
                        .params(MARCH + number, piece, BODY)
                        .update());
    }

    /** By the policy of the tests, as by the usual one, these are kept for ever. */
    private void packageSent(long number) {
        jdbc.sql("""
                        insert into archive.message (id, direction, kind, target, channel, received_at, size, digest)
                        select :id, 2, 2, 1, 'HTTP', received_at, size, digest from archive.message where id = :like""").param("id", MARCH + number).param("like", MARCH + 1).update();
        jdbc.sql("insert into archive.segment (message_id, number, bytes) values (?, 0, ?)")
                .params(MARCH + number, BODY)
                .update();
    }

    /** Of the month: messages that still have theirs. */
    private List<Long> bodies() {
        return jdbc.sql(
                        "select distinct message_id from archive.segment where message_id >= ? and message_id < ? order by 1")
                .params(MONTH, MONTH + 10_000_000_000L)
                .query(Long.class)
                .list();
    }

    private List<String> emptied() {
        return jdbc.sql("select month || ' ' || by from archive.month_event where action = 'emptied'")
                .query(String.class)
                .list();
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static HoldRequest hold(long message) {
        return new HoldRequest(Scope.MESSAGE, null, message, null, null, null, null, "lawsuit", "case 9");
    }

    private static Instant on(int year, int month, int day) {
        return LocalDate.of(year, month, day).atStartOfDay(ZONE).toInstant();
    }

    private final class Raised implements Alarms {
        @Override
        public void raise(Alarm alarm) {
            alarms.put(alarm.code() + " " + alarm.subject(), alarm.zh());
        }

        @Override
        public void clear(String code, String subject) {
            alarms.remove(code + " " + subject);
        }
    }

    private final class SetClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now.get(), zone);
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
