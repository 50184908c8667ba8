package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.flow.HubProcess;
import cn.lvyue.hub.flow.Visitor;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * Measures how long a hub takes for each list and each detail of its pages, before an archive that {@link SearchBenchmark} made: from
 * the request on a kept connection to the last byte of the page, other records each time. A page that is not whole ends the run.
 * The archive is analysed first, as the autovacuum of any PostgreSQL in use has done with tables of that size.
 */
final class PagesBenchmark {
    private static final String PASSWORD = "Lvyue-Bench-2026";
    private static final double FLOOR = 300;

    /** What goes on in the background is no part of a page; the archive was made without it. */
    private static final List<String> RESTING = List.of(
            "hub.proof.period",
            "hub.proof.day-period",
            "hub.search.index-period",
            "hub.work.look-alikes-period",
            "hub.retention.watch-period",
            "hub.reconciliation.period",
            "hub.arrivals.delay");

    private static final List<String> LISTS = List.of(
            "/",
            "/today/flow",
            "/work",
            "/work?kind=PARKED",
            "/exchanges",
            "/exchanges?feed=sme-arrears&outcome=rejected",
            "/exchanges?q={words}",
            "/records",
            "/records?feed=credit-site&outcome=rejected",
            "/records?q={words}",
            "/records?sourceNo=WO{n}",
            "/batches",
            "/reconciliation",
            "/replays",
            "/archive",
            "/archive/days",
            "/archive/months",
            "/archive/verifications",
            "/sources",
            "/sources/hotline-12345",
            "/mappings",
            "/alarms",
            "/users",
            "/sessions",
            "/audit",
            "/settings");

    private static final List<String> DETAILS = List.of(
            "/exchanges/{message}",
            "/records/{record}",
            "/records/{record}/lineage",
            "/records/{record}/revisions",
            "/records/{record}/alike",
            "/records/{record}/seen",
            "/replays/new?record={record}");

    /** Lists that are never empty before such an archive. */
    private static final Pattern FULL = Pattern.compile("/(exchanges|records)([?].*)?");

    /** A line of such a list leads to a message, or to the package it is about. */
    private static final Pattern LINE = Pattern.compile("href=\"/(exchanges/20|batches/[0-9]+/packages/)");

    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");
    private static final Pattern BATCH = Pattern.compile("href=\"(/batches/[^\"?#]+)\"");

    private final HubProcess hub;
    private final Visitor visitor;
    private final long rows;
    private final int visits;
    private final Random random = new Random(11);

    private PagesBenchmark(HubProcess hub, long rows, int visits) {
        this.hub = hub;
        this.visitor = new Visitor(hub.address());
        this.rows = rows;
        this.visits = visits;
    }

    /** {@code pages [--rows 1000000] [--visits 40] [--heap 512m] [--home target/bench-search]}, after {@code search} with that home. */
    static void run(Options options) throws Exception {
        var home = Path.of(options.text("home", "target/bench-search"));
        SearchBenchmark.made(home, options.number("rows", 1_000_000));
        var data = home.resolve("hub");
        FileSystemUtils.deleteRecursively(data);
        try (var cluster = BenchCluster.start(home, true)) {
            analyse(cluster);
            measure(cluster, home, options);
        }
    }

    private static void analyse(BenchCluster cluster) throws SQLException {
        try (var connection = cluster.connect(SearchBenchmark.DATABASE);
                var statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private static void measure(BenchCluster cluster, Path home, Options options) throws Exception {
        long rows = options.number("rows", 1_000_000);
        try (var hub =
                BenchHub.start(cluster, home, SearchBenchmark.DATABASE, options.text("heap", "512m"), settings())) {
            System.out.printf("%s%n%,d messages, each with one record%n", cluster.surroundings(), rows);
            new PagesBenchmark(hub, rows, (int) options.number("visits", 40)).measure();
        }
    }

    private static Map<String, String> settings() {
        var settings = new HashMap<>(Map.of("hub.login.admin-password", PASSWORD, "hub.login.totp", "optional"));
        RESTING.forEach(period -> settings.put(period, BenchHub.NEVER));
        return settings;
    }

    private void measure() throws IOException {
        visitor.login("admin", PASSWORD);
        var paths = new ArrayList<String>();
        for (var list : LISTS) {
            paths.add(list);
            var next = NEXT.matcher(visitor.get(about(list)).body());
            if (next.find()) {
                paths.add(next.group(1).replace("&amp;", "&"));
            }
        }
        var batch = BATCH.matcher(visitor.get("/batches").body());
        if (batch.find()) {
            paths.add(batch.group(1));
        }
        paths.addAll(DETAILS);
        for (var path : paths) {
            tell(path, millis(path));
        }
        System.out.println("load " + ProcessFigures.load());
    }

    /** After some visits that do not count: a hub that just started loads classes. */
    private double[] millis(String path) {
        var millis = new double[visits];
        for (int i = -5; i < visits; i++) {
            var one = about(path);
            long started = System.nanoTime();
            var page = visitor.get(one);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - started) / 1e6;
            }
            if (page.statusCode() != 200 || !one.startsWith(page.uri().getPath())) {
                throw new IllegalStateException(one + ": " + page.statusCode() + " " + page.body());
            }
            if (FULL.matcher(one).matches() && !LINE.matcher(page.body()).find()) {
                throw new IllegalStateException(one + " lists nothing: " + page.body());
            }
        }
        return millis;
    }

    /** The path about some complaint. */
    private String about(String path) {
        if (!path.contains("{")) {
            return path;
        }
        var number = "%010d".formatted(1 + random.nextLong(rows));
        if (path.contains("{n}") || path.contains("{words}")) {
            var words = List.of("退款", "资金紧张", "合同编号", "上门催要");
            return path.replace("{n}", number)
                    .replace("{words}", Visitor.encoded(words.get(random.nextInt(words.size()))));
        }
        var found = hub.client().get("/archive/records?sourceNo=WO" + number).at("/items/0");
        if (found.path("recordId").asString("").isEmpty()) {
            return about(path); // a rejected one has no record
        }
        return path.replace("{message}", found.path("messageId").asString())
                .replace("{record}", found.path("recordId").asString());
    }

    private void tell(String path, double[] millis) {
        Arrays.sort(millis);
        double p95 = millis[(int) Math.ceil(0.95 * millis.length) - 1];
        System.out.printf(
                Locale.ROOT,
                "  => %-52s p50 %7.1f  p95 %7.1f  most %7.1f ms%s%n",
                path.length() > 52 ? path.substring(0, 52) : path,
                millis[millis.length / 2],
                p95,
                millis[millis.length - 1],
                p95 > FLOOR ? "  ABOVE " + FLOOR : "");
    }
}
