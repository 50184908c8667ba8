package cn.lvyue.hub.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.retention.Retention.Done;
import cn.lvyue.hub.retention.Retention.HoldRequest;
import cn.lvyue.hub.retention.Retention.Plan;
import cn.lvyue.hub.retention.Retention.Scope;
import cn.lvyue.hub.retention.Retention.State;
import cn.lvyue.hub.retention.Retention.Stock;
import cn.lvyue.hub.signing.DocumentSigner;
import cn.lvyue.hub.signing.HmacSm3Signer;
import cn.lvyue.hub.signing.Sm3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Destruction from plan to certificate, on the real tables; time passes when a test says so. */
class RetentionTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate BEGIN = LocalDate.of(2026, 3, 1);
    private static final byte[] BODY = "a body".getBytes(StandardCharsets.UTF_8);

    private final AnnotationConfigApplicationContext context = new QuickContext();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final Map<String, String> alarms = new TreeMap<>();
    private final PassingClock clock = new PassingClock();
    private Retention retention;
    private RetentionStep step;

    @BeforeEach
    void startWithThreeMessages() {
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
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Alarms.class, Raised::new);
        context.register(Wiring.class);
        context.refresh();
        retention = context.getBean(Retention.class);
        step = context.getBean(RetentionStep.class);
        for (long id = 1; id <= 5; id++) {
            message(id, "credit-site", clock.instant());
        }
        message(6, "sme-arrears", clock.instant());
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void nothingIsDueBeforeItsDayAndEverythingIsOnIt() {
        clock.pass(Period.of(2, 11, 27));
        assertThat(bodies().due()).isZero();
        assertThat(retention.plan("annual", "op").items()).isEmpty();

        clock.pass(Period.ofDays(5));
        assertThat(bodies().due()).isEqualTo(5);
        assertThat(bodies().bytes()).isEqualTo(5L * BODY.length);
        assertThat(bodies().oldestDue()).isEqualTo(BEGIN.atStartOfDay(ZONE).toInstant());
        assertThat(retention.stock())
                .filteredOn(stock -> "sme-arrears".equals(stock.feed()) && stock.kind() == Kind.MESSAGE_BODIES)
                .allMatch(stock -> stock.due() == 0);
    }

    @Test
    void aPlanDestroysNothingAnotherPersonApprovesItAndItRunsInSmallTransactions() {
        clock.pass(Period.ofYears(4));
        var plan = retention.plan("annual destruction 2030", "op");
        assertThat(retention.run(plan.id(), "op")).isEqualTo(Done.NOT_NOW);
        assertThat(retention.approve(plan.id(), "op")).isEqualTo(Done.SAME_PERSON);
        assertThat(retention.approve(plan.id(), "boss")).isEqualTo(Done.DONE);
        step.work();
        assertThat(segments()).isEqualTo(6);

        assertThat(retention.run(plan.id(), "op")).isEqualTo(Done.DONE);
        step.work();
        assertThat(segments()).as("one batch of two").isEqualTo(4);
        assertThat(now(plan).items().get(0).goneThings()).isEqualTo(2);
        finish(plan);

        assertThat(segments())
                .as("of sme-arrears, whose time has not come, and the certificate")
                .isEqualTo(2);
        assertThat(messages()).as("metadata and digests stay").isEqualTo(7);
        assertThat(retention.destroyedBy(1)).hasValue(plan.id());
        assertThat(retention.destroyedBy(6)).isEmpty();
    }

    @Test
    void theCertificateNamesWhoAndWhyAndTheDigestOfEverythingThatIsGoneAndIsSigned() throws IOException {
        clock.pass(Period.ofYears(4));
        var ended = carriedOut("annual destruction 2030");

        var text = document(ended);
        assertThat(text)
                .startsWith("lvyue-destruction/1: \n")
                .contains("reason: annual destruction 2030\n", "planned: op ", "approved: boss ", "gone=5 bytes=30\n")
                .endsWith("end: \n");
        for (int id = 1; id <= 5; id++) {
            assertThat(text).contains("gone: message-bodies %d 1 6 %s ".formatted(id, Sm3.hex(BODY)));
        }
        assertThat(ended.certificateDigest()).isEqualTo(Sm3.hex(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(ended.signature())
                .isEqualTo(context.getBean(DocumentSigner.class).sign(ended.certificateDigest()));
        assertThatThrownBy(() -> jdbc.sql("delete from retention.destroyed").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void theCertificateAgreesWithTheListAndWhateverDiffersIsNamed() {
        clock.pass(Period.ofYears(4));
        var ended = carriedOut("annual");
        var certificates = context.getBean(Certificates.class);

        var good = certificates.check(ended.id()).orElseThrow();
        assertThat(good.agrees()).isTrue();
        assertThat(good.lines()).isEqualTo(5);
        TestDatabase.asSuperuser(
                "alter table retention.destroyed disable trigger all",
                "delete from retention.destroyed where ref = 1",
                "update retention.destroyed set bytes = 7 where ref = 3",
                "insert into retention.destroyed select kind, 99, job, rows, bytes, digest, at from retention.destroyed where ref = 2",
                "alter table retention.destroyed enable trigger all",
                "update retention.job set certificate_digest = repeat('0', 64)");
        var bad = certificates.check(ended.id()).orElseThrow();

        assertThat(bad.differences())
                .extracting(one -> one.fault() + " " + one.kind() + " " + one.ref())
                .containsExactly(
                        "NOT_LISTED message-bodies 1", "DIFFERENT message-bodies 3", "NOT_CERTIFIED message-bodies 99");
        assertThat(bad.different()).isEqualTo(3);
        assertThat(bad.agrees()).isFalse();
        assertThat(bad.digestNow()).isEqualTo(ended.certificateDigest());
        assertThat(certificates.check(ended.id() + 1)).isEmpty();
    }

    @Test
    void aHoldWinsOverAPlanThatWasApprovedAndOneThatRuns() {
        clock.pass(Period.ofYears(4));
        var plan = approved("annual");
        retention.place(hold(Scope.MESSAGE, null, 4L), "counsel");
        retention.run(plan.id(), "op");
        step.work();
        retention.place(hold(Scope.MESSAGE, null, 5L), "counsel");
        finish(plan);

        assertThat(bodiesLeft()).contains(4L, 5L).doesNotContain(1L, 2L, 3L);
        assertThat(now(plan).items().get(0).goneThings()).isEqualTo(3);
        assertThat(bodies().held()).isEqualTo(2);
    }

    @Test
    void holdsAreOnFeedsPeriodsAndRecordsTooAndAnotherPersonReleasesThem() {
        clock.pass(Period.ofYears(4));
        jdbc.sql("insert into ledger.entry (message_id, row_no, place, source_record_no, outcome, record_id)"
                        + " values (2, 1, '', 'A', 1, 77)")
                .update();
        retention.place(
                new HoldRequest(Scope.RECORD, null, null, 77L, "23…77", null, null, "lawsuit", "case 9"), "counsel");
        assertThat(bodies().due()).isEqualTo(4);

        var feed = retention.place(hold(Scope.FEED, "credit-site", null), "counsel");
        assertThat(bodies().due()).isZero();
        assertThat(retention.release(feed.id(), "over", "counsel")).isEqualTo(Done.SAME_PERSON);
        assertThat(retention.release(feed.id(), "over", "boss")).isEqualTo(Done.DONE);
        assertThat(retention.release(feed.id(), "over", "boss")).isEqualTo(Done.NOT_NOW);
        assertThat(bodies().due()).isEqualTo(4);

        var day = BEGIN.atStartOfDay(ZONE).toInstant();
        retention.place(
                new HoldRequest(Scope.PERIOD, null, null, null, null, day, day.plusSeconds(1), "audit", "letter 3"),
                "counsel");
        assertThat(bodies().due()).isZero();
        assertThat(retention.holds(true, Long.MAX_VALUE, 10)).hasSize(2);
        assertThat(retention.holds(false, Long.MAX_VALUE, 10)).hasSize(3);
    }

    @Test
    void fieldsOfRejectedRecordsGoAndTheirOutcomesStay() {
        jdbc.sql(
                        "insert into ledger.intake (message_id, feed, status, started_at, received_at, mapping, pack, rows_done, rejected)"
                                + " values (1, 'credit-site', 2, :at, :at, '1', 'p', 1, 1)")
                .param("at", clock.instant().atZone(ZONE).toOffsetDateTime())
                .update();
        jdbc.sql("insert into ledger.entry (message_id, row_no, place, source_record_no, outcome, fields)"
                        + " values (1, 1, 'line 1', 'A', 6, '{\"TS_LXDH\":\"13800000000\"}')")
                .update();
        clock.pass(Period.ofYears(4));

        carriedOut("annual");

        assertThat(jdbc.sql("select outcome || place || coalesce(fields::text, ' none') from ledger.entry")
                        .query(String.class)
                        .single())
                .isEqualTo("6line 1 none");
        assertThat(jdbc.sql("select rows from retention.destroyed where kind = 'entry-fields' and ref = 1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatStaysPastItsTimeRaisesAnAlarmUntilItIsGone() {
        clock.pass(Period.ofYears(3));
        clock.pass(Period.ofDays(10));
        step.check();
        assertThat(alarms).as("a month of grace").isEmpty();

        clock.pass(Period.ofDays(30));
        step.check();
        assertThat(alarms).containsOnlyKeys("A180 message-bodies");
        assertThat(alarms.get("A180 message-bodies")).contains("2026-03-01", "5");

        carriedOut("at last");
        step.check();
        assertThat(alarms).isEmpty();
    }

    @Test
    void aDestructionThatStandsStillOrDidNothingRaisesAnAlarm() {
        clock.pass(Period.ofYears(3));
        clock.pass(Period.ofDays(1));
        var plan = approved("annual");
        retention.run(plan.id(), "op");
        clock.pass(Period.ofDays(1));
        step.check();
        assertThat(alarms).containsOnlyKeys("A181 retention");

        jdbc.sql("update retention.item set done = true").update(); // as if it had found nothing
        finish(plan);
        step.check();
        assertThat(alarms).containsOnlyKeys("A182 retention");

        carriedOut("again");
        step.check();
        assertThat(alarms).isEmpty();
    }

    @Test
    void aPlanThatRunsCanBeStoppedAndWhatIsGoneIsCertified() throws IOException {
        clock.pass(Period.ofYears(4));
        var plan = approved("annual");
        retention.run(plan.id(), "op");
        step.work();
        assertThat(retention.cancel(plan.id(), "boss")).isEqualTo(Done.DONE);
        finish(plan);

        assertThat(bodiesLeft()).contains(3L, 4L, 5L);
        assertThat(document(now(plan))).contains("gone=2 bytes=12\n");
        assertThat(retention.cancel(plan.id(), "boss")).isEqualTo(Done.NOT_NOW);
        var other = retention.plan("another", "op");
        retention.cancel(other.id(), "op");
        assertThat(now(other).state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void noPolicyGoesBelowTheLeastOfItsKindAndTheAuditIsNoKind() {
        assertThat(refusal("hub.retention.keep.exchange-bodies", "2y")).contains("exchange-bodies", "P3Y");
        assertThat(refusal("hub.retention.keep.poll-rounds", "P179D")).contains("poll-rounds", "P6M");
        assertThat(refusal("hub.retention.keep.audit", "10y")).contains("audit");
        assertThat(new Policies(settings(Map.of("poll-rounds", "P6M", "message-bodies", "never"))).all())
                .filteredOn(policy -> policy.kind() == Kind.MESSAGE_BODIES)
                .allMatch(policy -> policy.period() == null);
    }

    private static String refusal(String setting, String value) {
        var name = setting.substring("hub.retention.keep.".length());
        try {
            return "taken: " + new Policies(settings(Map.of(name, value)));
        } catch (IllegalStateException refused) {
            return refused.getMessage();
        }
    }

    private static RetentionSettings settings(Map<String, String> keep) {
        return new RetentionSettings(keep, Map.of(), 200, 5, Period.ofDays(30), Duration.ofHours(1));
    }

    private Plan approved(String reason) {
        var plan = retention.plan(reason, "op");
        retention.approve(plan.id(), "boss");
        return plan;
    }

    private Plan carriedOut(String reason) {
        var plan = approved(reason);
        retention.run(plan.id(), "op");
        finish(plan);
        return now(plan);
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

    private Stock bodies() {
        return retention.stock().stream()
                .filter(stock -> stock.kind() == Kind.MESSAGE_BODIES && stock.feed() == null)
                .findFirst()
                .orElseThrow();
    }

    private String document(Plan plan) throws IOException {
        try (var in = context.getBean(Archive.class).open(plan.certificate())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HoldRequest hold(Scope scope, String feed, Long message) {
        return new HoldRequest(scope, feed, message, null, null, null, null, "lawsuit", "case 9");
    }

    private void message(long id, String feed, Instant at) {
        jdbc.sql("""
                        insert into archive.message (id, direction, kind, feed, channel, received_at, size, digest)
                        values (:id, 1, 1, :feed, 'HTTP', :at, :size, :digest)""")
                .param("id", id)
                .param("feed", feed)
                .param("at", at.atZone(ZONE).toOffsetDateTime())
                .param("size", BODY.length)
                .param("digest", HexFormat.of().parseHex(Sm3.hex(BODY)))
                .update();
        jdbc.sql("insert into archive.segment (message_id, number, bytes) values (?, 0, ?)")
                .params(id, BODY)
                .update();
    }

    private long segments() {
        return bodiesLeft().size();
    }

    private List<Long> bodiesLeft() {
        return jdbc.sql("select distinct message_id from archive.segment")
                .query(Long.class)
                .list();
    }

    private long messages() {
        return jdbc.sql("select count(*) from archive.message")
                .query(Long.class)
                .single();
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

    private static final class PassingClock extends Clock {
        private Instant now = BEGIN.atStartOfDay(ZONE).toInstant();

        void pass(Period time) {
            now = now.atZone(ZONE).plus(time).toInstant().plusSeconds(1);
        }

        @Override
        public ZoneId getZone() {
            return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Configuration
    @EnableTransactionManagement
    @ComponentScan(
            basePackages = {"cn.lvyue.hub.retention", "cn.lvyue.hub.archive", "cn.lvyue.hub.signing"},
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|IT|DirectReception)(\\$.*)?"))
    @ComponentScan(
            basePackages = {"cn.lvyue.hub.ledger", "cn.lvyue.hub.ops"},
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(FieldExpiry|AlarmExpiry)"))
    static class Wiring {
        @Bean
        DataSource dataSource() {
            return new DelegatingDataSource(TestDatabase.dataSource());
        }

        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        JdbcTransactionManager transactionManager(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        TransactionTemplate transactionTemplate(JdbcTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        DocumentSigner signer() {
            return new HmacSm3Signer("hub", "of-the-test");
        }
    }
}
