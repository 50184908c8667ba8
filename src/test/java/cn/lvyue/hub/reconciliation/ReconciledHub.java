package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.delivery.Deliverer;
import cn.lvyue.hub.ledger.TakenIn;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Fen;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.sandbox.Behaviour;
import cn.lvyue.hub.signing.TestVault;
import cn.lvyue.hub.standard.FindingCatalog;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Ledger, archive, delivery, sandbox and reconciliation with a real database, real HTTP and the real pack. */
final class ReconciledHub implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final LocalDate DAY = LocalDate.of(2026, 3, 4);
    static final FeedId HOTLINE = new FeedId("hotline-12345");
    static final FeedId CREDIT = new FeedId("credit-site");
    /** Of this JVM alone: a hub that starts clears away what others left. */
    private static final String FOLDER =
            "target/reconciled-" + ProcessHandle.current().pid();

    final AnnotationConfigApplicationContext context = new QuickContext();
    final PassingClock clock = new PassingClock();
    final Platforms platforms = new Platforms();
    final RaisedAlarms alarms = new RaisedAlarms();
    final TakenIn ledger;
    final Deliverer delivery;
    private final Map<String, Integer> versions = new HashMap<>();

    static ReconciledHub fresh(String... settings) {
        TestDatabase.reset();
        JdbcClient.create(TestDatabase.dataSource())
                .sql("truncate sandbox.package, sandbox.record restart identity")
                .update();
        return new ReconciledHub(settings);
    }

    private ReconciledHub(String... settings) {
        var all = new HashMap<String, Object>(Map.of(
                "hub.delivery.package-records", "3",
                "hub.archive.spool", FOLDER + "/spool",
                "hub.sandbox.stage-delay", "1s",
                "hub.sandbox.source-record-no", "TS_LYBH",
                "hub.sandbox.complaint-no", "TS_BH",
                "hub.sandbox.revision", "CS_BBH",
                "hub.sandbox.data-state", "CS_SJZT",
                "hub.sandbox.confirmed", "TS_RDJG=1,TS_BLZT=80|81|82|90|91|92",
                "hub.sandbox.identification", "TS_BH,TS_LYBH,CS_BBH,CS_SJZT"));
        all.put("hub.reconciliation.folder", FOLDER);
        all.put("hub.vault.master-key", TestVault.MASTER);
        all.put("hub.reconciliation.secret", "of-the-test");
        all.put("hub.reconciliation.page", "2");
        all.put("hub.sandbox.statement.revision", "CS_BBH");
        all.put("hub.sandbox.statement.amount", "TS_WYJE");
        for (var setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Behaviour.class, () -> platforms);
        context.registerBean(Alarms.class, () -> alarms);
        context.register(Wiring.class);
        context.refresh();
        ledger = new TakenIn(context);
        delivery = new Deliverer(context);
    }

    @Configuration
    @EnableTransactionManagement
    @ComponentScan(
            basePackages = {
                "cn.lvyue.hub.delivery",
                "cn.lvyue.hub.sandbox",
                "cn.lvyue.hub.signing",
                "cn.lvyue.hub.ledger",
                "cn.lvyue.hub.archive",
                "cn.lvyue.hub.reconciliation"
            },
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|IT|Hub|DirectReception)(\\$.*)?"))
    static class Wiring {
        @Bean
        DataSource dataSource() {
            return new DelegatingDataSource(TestDatabase.dataSource());
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource source) {
            return new JdbcTemplate(source);
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
        PersonalSeal personalSeal() {
            return PersonalSeal.none();
        }

        @Bean
        StandardPacks standardPacks() {
            return StandardPacks.load(Path.of("mappings"));
        }

        @Bean
        FindingCatalog findingCatalog() {
            return FindingCatalog.load();
        }
    }

    /** Time that passes when a test says so; it begins on the business day. */
    static final class PassingClock extends Clock {
        private volatile Instant now = DAY.atTime(9, 0).atZone(ZONE).toInstant();

        void advance(Duration time) {
            now = now.plus(time);
        }

        void setTo(LocalDate day, int hour) {
            now = day.atTime(hour, 0).atZone(ZONE).toInstant();
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

    /** Platforms that do as they should, but for what a test tells them. */
    static final class Platforms implements Behaviour {
        final Map<String, String> refusals = new ConcurrentHashMap<>();
        volatile Act posts = Act.ANSWER;
        volatile Act asks = Act.ANSWER;

        @Override
        public Act onPackage(Target target, String packageId) {
            return posts;
        }

        @Override
        public Act onAsking(Target target, String packageId) {
            return asks;
        }

        @Override
        public Optional<String> refusalOf(Target target, String sourceRecordNo) {
            return Optional.ofNullable(refusals.get(sourceRecordNo));
        }
    }

    /** The alarms that are open. */
    static final class RaisedAlarms implements Alarms {
        final Map<String, Alarm> open = new ConcurrentHashMap<>();

        @Override
        public void raise(Alarm alarm) {
            open.put(alarm.code() + " " + alarm.subject(), alarm);
        }

        @Override
        public void clear(String code, String subject) {
            open.remove(code + " " + subject);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Statements statements() {
        return bean(Statements.class);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    /** A record of a source, told for the first time or anew. @param wan amount, null for none */
    Inspected told(FeedId feed, String number, Standing standing, String wan) {
        int version = versions.merge(feed + " " + number, 1, Integer::sum);
        var state = standing == Standing.UNCONFIRMED ? "10" : "80";
        var fields = "{\"TS_LYBH\":\"%s\",\"TS_BLZT\":\"%s\"%s%s}"
                .formatted(
                        number,
                        state,
                        standing == Standing.UNCONFIRMED ? "" : ",\"TS_RDJG\":\"1\"",
                        wan == null ? "" : ",\"TS_WYJE\":\"" + wan + "\"");
        return new Inspected(
                1,
                "line 2",
                number,
                (long) version,
                Verdict.CLEAR,
                fields.getBytes(StandardCharsets.UTF_8),
                new UUID(number.hashCode(), version),
                null,
                standing,
                "03",
                List.of(),
                null,
                Fen.of(wan),
                null);
    }

    /** The same records, row by row. */
    static List<Inspected> rows(List<Inspected> records) {
        return IntStream.range(0, records.size())
                .mapToObj(i -> atRow(records.get(i), i + 1))
                .toList();
    }

    private static Inspected atRow(Inspected one, int row) {
        return new Inspected(
                row,
                "line " + (row + 1),
                one.sourceRecordNo(),
                one.version(),
                one.verdict(),
                one.fields(),
                one.content(),
                one.matter(),
                one.standing(),
                one.channelCode(),
                one.findings(),
                null,
                one.amount(),
                null);
    }

    void take(FeedId feed, String number, Standing standing, String wan) {
        ledger.message(feed, List.of(told(feed, number, standing, wan)));
    }

    /** Seals, pushes and fetches receipts at one platform until all of them are there. */
    void deliver(Target target) {
        delivery.seal(target);
        for (int round = 0; round < 8; round++) {
            delivery.push(target);
            delivery.fetchReceipts(target, false);
            clock.advance(Duration.ofSeconds(30));
        }
    }

    List<Difference> differences() {
        return statements().now(DAY, null, null, null, 1_000).items();
    }

    @Override
    public void close() {
        context.close();
    }
}
