package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.search.Found;
import cn.lvyue.hub.search.Query;
import cn.lvyue.hub.search.SearchedHub;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Measures each kind of search in an archive of millions of messages and records, never analysed and never vacuumed, and the
 * size of the index a record. The archive is generated once and kept under the home folder: a second run measures only.
 */
final class SearchBenchmark {
    static final String DATABASE = "search";
    private static final double FLOOR_INDEXED = 300;
    private static final double FLOOR_TEXT = 1_000;

    private final BenchCluster cluster;
    private final long rows;
    private final int searches;
    private final int blockRecords;
    private final Random random = new Random(7);

    private SearchBenchmark(BenchCluster cluster, Options options) {
        this.cluster = cluster;
        this.rows = rows(options);
        this.searches = (int) options.number("searches", 200);
        this.blockRecords = (int) options.number("block-records", 16);
    }

    /** {@code search [--rows 1000000] [--searches 200] [--block-records 16] [--home target/bench-search]}. */
    static void run(Options options) throws Exception {
        var home = Path.of(options.text("home", "target/bench-search"));
        Files.createDirectories(home);
        long rows = rows(options);
        var made = marker(home, rows);
        try (var cluster = BenchCluster.start(home, Files.exists(made))) {
            System.out.printf("%s%n%,d messages, each with one record%n", cluster.surroundings(), rows);
            var benchmark = new SearchBenchmark(cluster, options);
            if (!Files.exists(made)) {
                Files.deleteIfExists(FullArchiveBenchmark.added(home));
                benchmark.fill();
                Files.createFile(made);
            }
            benchmark.measure();
        }
    }

    /** @throws IllegalStateException if none of this size is */
    static void made(Path home, long rows) {
        if (!Files.exists(marker(home, rows))) {
            throw new IllegalStateException(
                    "no archive of %,d in %s; run search --rows %d --home %s first".formatted(rows, home, rows, home));
        }
    }

    private static long rows(Options options) {
        return options.number("rows", 1_000_000);
    }

    private static Path marker(Path home, long rows) {
        return home.resolve("made-" + rows);
    }

    private void fill() throws Exception {
        cluster.recreate(DATABASE);
        long started = System.nanoTime();
        try (var connection = cluster.connect(DATABASE)) {
            new FiledComplaints(connection, rows).fill();
        }
        say("made in", seconds(started));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void say(String what, double seconds) {
        System.out.printf(Locale.ROOT, "  %-44s %10.1f s%n", what, seconds);
    }

    private void measure() throws Exception {
        try (var source = pool();
                var hub = new SearchedHub(
                        source,
                        Map.of(
                                "settle",
                                "0s",
                                "give-way",
                                "0",
                                "budget",
                                "30s",
                                "block-records",
                                Integer.toString(blockRecords)))) {
            long started = System.nanoTime();
            hub.catchUp();
            say("indexed in (nothing if it was before)", seconds(started));
            sizes(hub);
            yardstick(source);
            require("select sum(docs) from search.slice where space = 1", rows);
            require("select sum(docs) from search.slice where space = 2", rows);
            indexed(hub);
            text(hub);
            yardstick(source);
        }
    }

    /** What one look-up by primary key takes at this time of this machine, so that the other figures can be judged. */
    private void yardstick(HikariDataSource source) throws SQLException, IOException {
        var millis = new double[searches];
        try (var connection = source.getConnection();
                var look = connection.prepareStatement("select digest from archive.message where id = ?")) {
            for (int i = 0; i < searches; i++) {
                look.setLong(1, any());
                long started = System.nanoTime();
                look.executeQuery().next();
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "  yardstick: one look-up by primary key        p50 %8.2f ms  p95 %8.2f ms, load %s%n",
                millis[searches / 2],
                millis[(int) (searches * 0.95)],
                ProcessFigures.load());
    }

    /** Of this thread and of the database, which serves nobody else: what a search costs, whatever else the machine does. */
    private double cpuSeconds() {
        try {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9 + cluster.cpuSeconds();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private HikariDataSource pool() {
        var config = new HikariConfig();
        config.setJdbcUrl(cluster.url(DATABASE));
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    private void sizes(SearchedHub hub) throws SQLException {
        System.out.printf(
                Locale.ROOT,
                "  index as told %.1f B a record, on disk %.1f B; slices %d; the tables it is over %.1f B a record%n",
                hub.search().state().bytes() / (double) rows,
                number("select pg_total_relation_size('search.posting') + pg_total_relation_size('search.slice')"
                                + " + pg_total_relation_size('search.apart')")
                        / (double) rows,
                number("select count(*) from search.slice"),
                number(
                                "select sum(pg_total_relation_size(c.oid)) from pg_class c join pg_namespace s on s.oid = c.relnamespace"
                                        + " where s.nspname in ('archive', 'ledger') and c.relkind = 'r'")
                        / (double) rows);
        System.out.printf(
                Locale.ROOT,
                "  of it records %.1f B, messages %.1f B, packages %.1f B%n",
                number("select coalesce(sum(bytes), 0) from search.slice where space = 1") / (double) rows,
                number("select coalesce(sum(bytes), 0) from search.slice where space = 2") / (double) rows,
                number("select coalesce(sum(bytes), 0) from search.slice where space = 3") / (double) rows);
    }

    private void indexed(SearchedHub hub) throws SQLException {
        records(hub, "source number", FLOOR_INDEXED, n -> Map.of("sourceNo", "WO%010d".formatted(n)), 1);
        records(hub, "complaint number", FLOOR_INDEXED, n -> Map.of("record", "232025010101%011d".formatted(n)), -1);
        records(
                hub,
                "complainant code",
                FLOOR_INDEXED,
                n -> Map.of("complainantCode", "91230103MA%08X".formatted(n)),
                1);
        var bodies = PublicBody.all();
        records(
                hub,
                "respondent code, newest 20",
                FLOOR_INDEXED,
                n -> Map.of(
                        "respondentCode",
                        new String(
                                bodies.get((int) (n % bodies.size())).code(),
                                java.nio.charset.StandardCharsets.US_ASCII)),
                -1);
        records(hub, "feed and an hour", FLOOR_INDEXED, n -> hour(n, "feed", "sme-arrears"), -1);
        records(hub, "finding code, newest 20", FLOOR_INDEXED, n -> Map.of("finding", "V10" + (1 + n % 9)), 20);
        records(hub, "outcome and a day", FLOOR_INDEXED, n -> day(n, "outcome", "rejected"), -1);
        records(
                hub,
                "batch, first 20",
                FLOOR_INDEXED,
                n -> Map.of("batch", "B" + n % Math.max(1, Math.min(50, rows / 20_000))),
                20);
        records(hub, "package, first 20", FLOOR_INDEXED, n -> Map.of("package", packageId(n)), 20);
        records(hub, "platform id", FLOOR_INDEXED, n -> Map.of("platformId", platformId(n)), -1);
        messages(hub, "message by digest", n -> Map.of("digest", digest(n)), 1);
        messages(hub, "messages of a feed and an hour", n -> hour(n, "feed", "credit-site"), -1);
        messages(hub, "messages, newest 20", n -> Map.of(), 20);
        messages(hub, "messages of a sender and channel", n -> Map.of("sender", "sme-arrears", "channel", "http"), 20);
    }

    private void text(SearchedHub hub) throws SQLException {
        var bodies = PublicBody.all();
        records(hub, "two characters that occur nowhere", FLOOR_TEXT, n -> Map.of("q", absent(n)), 0);
        records(hub, "three characters that occur nowhere", FLOOR_TEXT, n -> Map.of("q", absent(n) + "款"), 0);
        records(hub, "two characters, frequent (退款)", FLOOR_TEXT, n -> Map.of("q", "退款"), 20);
        records(hub, "four characters, frequent", FLOOR_TEXT, n -> Map.of("q", "资金紧张"), 20);
        records(hub, "a village (rare, four characters)", FLOOR_TEXT, n -> Map.of("q", village(n)), -1);
        records(hub, "two frequent words together", FLOOR_TEXT, n -> Map.of("q", "电梯 新官不理旧账"), -1);
        records(hub, "a contract number", FLOOR_TEXT, n -> Map.of("q", "合同编号HT-%d-%d".formatted(2015 + n % 10, n)), -1);
        records(
                hub,
                "part of an organisation's name",
                FLOOR_TEXT,
                n -> Map.of("org", bodies.get((int) (n % bodies.size())).name().substring(2, 8)),
                -1);
        records(hub, "two characters of a name", FLOOR_TEXT, n -> Map.of("org", "鑫达"), 20);
        records(hub, "a word, in one feed and month", FLOOR_TEXT, n -> month(n), -1);
        records(hub, "characters that occur but not together", FLOOR_TEXT, n -> Map.of("q", "款申请调解"), 0);
    }

    private long any() {
        return 1 + (long) (random.nextDouble() * rows);
    }

    private static String absent(long n) {
        return "饕餮龘麤爨齉鬻".substring((int) (n % 6), (int) (n % 6) + 2);
    }

    private Map<String, String> hour(long n, String name, String value) {
        var from = moment(n);
        return Map.of(
                "from", from.toString(), "to", from.plus(Duration.ofHours(1)).toString(), name, value);
    }

    private Map<String, String> day(long n, String name, String value) {
        var from = moment(n);
        return Map.of(
                "from", from.toString(), "to", from.plus(Duration.ofDays(1)).toString(), name, value);
    }

    private Map<String, String> month(long n) {
        var words = new HashMap<>(day(n, "feed", "credit-site"));
        words.put("to", moment(n).plus(Duration.ofDays(30)).toString());
        words.put("q", "质保期");
        return words;
    }

    private java.time.OffsetDateTime moment(long n) {
        return java.time.OffsetDateTime.parse("2025-01-01T00:00:00+08:00")
                .plusSeconds((long) (365 * 86_400.0 * (n - 1) / rows));
    }

    private String packageId(long n) {
        return text("select id::text from delivery.package order by no offset " + n % Math.min(2_000, rows / 500)
                + " limit 1");
    }

    private String platformId(long n) {
        return "PROV-" + text("select md5('%d')".formatted(rows - n % Math.min(rows, 1_000_000)));
    }

    private String digest(long n) {
        return text("select encode(sha256('%d'::text::bytea), 'hex')".formatted(n));
    }

    private String village(long n) {
        return text("select v from (select words w from bench.words where kind = 'town') t,"
                + " lateral (select bench.pick(w, %1$d, 5) || bench.pick(w, %1$d, 6) || '村' || bench.pick(w, %1$d, 7) as v) x"
                        .formatted(n));
    }

    private String text(String sql) {
        try (var connection = cluster.connect(DATABASE);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /** A hub that ran on the archive meanwhile may have archived statements of its own. */
    private void require(String sql, long least) throws SQLException {
        if (number(sql) < least) {
            throw new IllegalStateException(sql + " gives " + number(sql) + " and not " + least);
        }
    }

    private void records(
            SearchedHub hub, String what, double floor, LongFunction<Map<String, String>> words, int wanted) {
        measure(what, floor, words, wanted, query -> hub.search().records(query));
    }

    private void messages(SearchedHub hub, String what, LongFunction<Map<String, String>> words, int wanted) {
        measure(what, FLOOR_INDEXED, words, wanted, query -> hub.search().messages(query));
    }

    private interface Asking {
        Found<?> ask(Query query);
    }

    /** @param wanted so many hits have to be found, or below 0 for any number */
    private void measure(
            String what, double floor, LongFunction<Map<String, String>> words, int wanted, Asking asking) {
        var millis = new double[searches];
        double cpu = 0;
        long hits = 0;
        long unfinished = 0;
        var queries = new ArrayList<Query>();
        for (int i = 0; i < searches + 10; i++) {
            var asked = new HashMap<>(words.apply(any()));
            asked.put("limit", "20");
            queries.add((Query) Query.of(asked));
        }
        for (int i = -10; i < searches; i++) {
            var query = queries.get(i + 10);
            cpu = i == 0 ? cpuSeconds() : cpu;
            long started = System.nanoTime();
            var found = asking.ask(query);
            double took = (System.nanoTime() - started) / 1e6;
            if (wanted >= 0 && found.items().size() != wanted) {
                throw new IllegalStateException(
                        what + " " + query + " finds " + found.items().size());
            }
            if (i >= 0) {
                millis[i] = took;
                hits += found.items().size();
                unfinished += found.state() == Found.State.SEARCHING ? 1 : 0;
            }
        }
        cpu = (cpuSeconds() - cpu) * 1_000 / searches;
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "  => %-40s cpu %6.1f ms  p50 %8.2f ms  p95 %8.2f ms  max %8.2f ms  %5.1f hits%s%s%n",
                what,
                cpu,
                millis[searches / 2],
                millis[(int) (searches * 0.95)],
                millis[searches - 1],
                hits / (double) searches,
                unfinished == 0 ? "" : "  unfinished " + unfinished,
                millis[(int) (searches * 0.95)] <= floor ? "" : "  ABOVE THE FLOOR of " + floor + " ms");
    }
}
