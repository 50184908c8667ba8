package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.reconciliation.Statement;
import cn.lvyue.hub.reconciliation.Statements;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.TestVault;
import cn.lvyue.hub.standard.FindingCatalog;
import cn.lvyue.hub.standard.StandardPacks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Measures reconciling one business day with the sandbox's statement over HTTP, and how the time grows with the day. How to run
 * it and how to read it: src/docs/benchmarks.md.
 */
final class ReconciliationBenchmark {
    private static final String DATABASE = "reconciled";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);
    private static final int LOST = 3;

    /** A day that was delivered in full, of which the platform lost some records. */
    private static final List<String> DATA = List.of(
            "insert into ledger.feed (name) values ('hotline-12345')",
            """
            insert into ledger.record (id, feed, source_record_no, opened_on, channel, revision, content, state)
            select i, 1, 'GD-' || left(md5(i::text), 16), '2026-03-04', '03', 1, md5(i::text)::uuid, 1 from generate_series(1, ?) i""",
            """
            insert into ledger.due (target, record_id, revision, kind, feed, day, amount)
            select 1, i, 1, 0, 1, '2026-03-04', i % 1000000 from generate_series(1, ?) i""",
            """
            insert into ledger.feed_day (day, feed, channel, messages, done, rows_done, accepted)
            values ('2026-03-04', 'hotline-12345', 'FILE', 1, 1, ?, ?)""",
            "update delivery.watermark set due_no = ? where target = 1",
            """
            insert into delivery.batch (target, business_date, number, batch_no, kind, zero_report, records, packages, sealed_at)
            values (1, '2026-03-04', 1, 'P-20260304-0001', 1, false, ?, 1, '2026-03-05 06:30+08')""",
            """
            insert into delivery.package (id, batch_id, sequence, target, state, records, added, changed, removed, receipted,
                generated_at, sent_at, packages)
            select gen_random_uuid(), 1, s, 1, 4, 1000, 1000, 0, 0, 1000, '2026-03-05 06:30+08', '2026-03-05 06:31+08', 1
            from generate_series(1, ? / 1000) s""",
            """
            insert into delivery.item (target, record_id, revision, due_no, batch_id, package_no, kind, state, source_record_no,
                platform_id)
            select 1, i, 1, i, 1, (i - 1) / 1000 + 1, 0, 5, 'GD-' || left(md5(i::text), 16), 'P-' || i from generate_series(1, ?) i""",
            "analyze");

    /** Without the first few, which it lost. */
    private static final String OF_THE_PLATFORM = """
            select source_record_no, revision, to_char(amount / 1000000.0, 'FM999990.000000')
            from reconciliation.sent_line
            where target = 1 and business_date = '2026-03-04' and record_id > %d
            order by source_record_no collate "C"
            """;

    private static final String BOTH_LISTS = """
            copy (select source_record_no, revision, amount, platform_id from reconciliation.sent_line
                where target = 1 and business_date = '2026-03-04' order by source_record_no collate "C") to stdout;
            copy (select source_record_no, revision, kind, amount, platform_id from reconciliation.sent_line
                where target = 1 and business_date = '2026-03-04' order by source_record_no collate "C") to stdout""";

    private final BenchCluster cluster;
    private final Path home;
    private final int rounds;

    private ReconciliationBenchmark(BenchCluster cluster, Path home, int rounds) {
        this.cluster = cluster;
        this.home = home;
        this.rounds = rounds;
    }

    /** {@code [--rows 100000,1000000] [--rounds 3] [--home target/bench]}. */
    static void run(Options options) throws Exception {
        var home = Path.of(options.text("home", "target/bench"));
        Files.createDirectories(home);
        try (var cluster = BenchCluster.start(home)) {
            System.out.printf(
                    "PostgreSQL %s, Java %s, -Xmx%d MiB, %d processors, load %s%n",
                    cluster.version(),
                    System.getProperty("java.vm.version"),
                    Runtime.getRuntime().maxMemory() >> 20,
                    Runtime.getRuntime().availableProcessors(),
                    ProcessFigures.load());
            var benchmark = new ReconciliationBenchmark(cluster, home, (int) options.number("rounds", 3));
            double perRecord = 0;
            for (var rows : options.text("rows", "100000,1000000").split(",")) {
                double micros = benchmark.measure(Long.parseLong(rows));
                if (perRecord > 0) {
                    System.out.printf(
                            Locale.ROOT, "  => time per record / that of the smaller day  %.2f%n", micros / perRecord);
                }
                perRecord = micros;
            }
        }
    }

    /** @return microseconds per record, the median */
    private double measure(long rows) throws Exception {
        cluster.recreate(DATABASE);
        fill(rows);
        cluster.checkpoint();
        var seconds = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        var head = "\"businessDate\":\"%s\",\"records\":%d".formatted(DAY, rows - LOST);
        try (var connection = cluster.connect(DATABASE);
                var platform = StatementPlatform.start(
                        home.resolve("statement"), connection, OF_THE_PLATFORM.formatted(LOST), head);
                var hub = hub(platform.url())) {
            var statements = hub.getBean(Statements.class);
            for (int round = 1; round <= rounds; round++) {
                double yardstick = copy();
                long start = System.nanoTime();
                var page = statements.now(DAY, Target.PROVINCIAL, null, null, 100);
                double took = (System.nanoTime() - start) / 1e9;
                check(page, rows);
                seconds.add(took);
                ratios.add(took / yardstick);
                System.out.printf(
                        Locale.ROOT,
                        "  %,d records, round %d: %.2f s, both lists by COPY %.2f s, load %s%n",
                        rows,
                        round,
                        took,
                        yardstick,
                        ProcessFigures.load());
            }
        }
        System.out.printf("  => %,d records, seconds  %s%n", rows, Spread.of(seconds));
        System.out.printf("  => %,d records, time / COPY of both lists  %s%n", rows, Spread.of(ratios));
        var sorted = seconds.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / rows * 1e6;
    }

    private static void check(Statements.Page page, long rows) {
        var statement = page.statement();
        var target = statement.targets().get(0);
        boolean right = statement.closes()
                && statement.differences() == LOST
                && page.items().stream().allMatch(one -> one.code().equals("R150") && one.recordId() != null)
                && target.sent().records() == rows
                && isOfThePlatform(target, rows - LOST);
        if (!right) {
            throw new IllegalStateException("not the statement it should be: " + statement);
        }
    }

    private static boolean isOfThePlatform(Statement.AtTarget target, long records) {
        var platform = target.platform();
        return platform != null && platform.records() == records && target.remark() == null;
    }

    private void fill(long rows) throws SQLException {
        try (var connection = cluster.connect(DATABASE)) {
            for (var sql : DATA) {
                try (var statement = connection.prepareStatement(sql)) {
                    int parameters = (int) sql.chars().filter(c -> c == '?').count();
                    for (int i = 1; i <= parameters; i++) {
                        statement.setInt(i, Math.toIntExact(rows));
                    }
                    statement.execute();
                }
            }
        }
    }

    private double copy() throws SQLException, IOException {
        try (var connection = cluster.connect(DATABASE)) {
            long start = System.nanoTime();
            for (var sql : BOTH_LISTS.split(";")) {
                copyOut(connection, sql);
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static void copyOut(Connection connection, String sql) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, OutputStream.nullOutputStream());
    }

    private AnnotationConfigApplicationContext hub(String platform) {
        var source = new PGSimpleDataSource();
        source.setUrl(cluster.url(DATABASE));
        var context = new AnnotationConfigApplicationContext();
        var settings = new HashMap<String, Object>(Map.of(
                "hub.sandbox.source-record-no", "TS_LYBH",
                "hub.sandbox.complaint-no", "TS_BH",
                "hub.sandbox.revision", "CS_BBH",
                "hub.sandbox.data-state", "CS_SJZT",
                "hub.sandbox.confirmed", "TS_RDJG=1",
                "hub.sandbox.identification", "TS_BH",
                "hub.targets.provincial.url", platform,
                "hub.reconciliation.secret", "of-the-benchmark",
                "hub.reconciliation.folder", home.resolve("reconciliation").toString()));
        settings.put("hub.archive.spool", home.resolve("spool").toString());
        settings.put("hub.vault.master-key", TestVault.MASTER);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("benchmark", settings));
        context.registerBean(DataSource.class, () -> source);
        context.registerBean(Alarms.class, NoAlarms::new);
        context.register(Wiring.class);
        context.refresh();
        return context;
    }

    private static final class NoAlarms implements Alarms {
        @Override
        public void raise(Alarm alarm) {}

        @Override
        public void clear(String code, String subject) {}
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
        Clock clock() {
            return Clock.system(ZoneId.of("Asia/Shanghai"));
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
        StandardPacks standardPacks() {
            return StandardPacks.load(Path.of("mappings"));
        }

        @Bean
        FindingCatalog findingCatalog() {
            return FindingCatalog.load();
        }
    }
}
