package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.flow.HubProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Measures single posts, each durable before its answer, against a plain Spring Boot endpoint and against pgbench, in turns, on
 * a fast and on a slow disk; and posts beside a large file. How to run it and how to read it: src/docs/benchmarks.md.
 */
final class PostsBenchmark implements AutoCloseable {
    private static final String HUB = "bench_hub";
    private static final String PLAIN = "bench_plain";
    private static final String YARDSTICK = "bench_pgbench";
    private static final int WARM_UP_CONNECTIONS = 16;
    private static final int YARDSTICK_CLIENTS = 16;

    private final BenchCluster cluster;
    private final Path home;
    private final Options options;
    private final Optional<PgBench> pgbench;
    private final Map<String, List<Double>> ratios = new TreeMap<>();
    private final Map<String, Long> acknowledged = new HashMap<>();
    private long number = 1;

    private PostsBenchmark(BenchCluster cluster, Path home, Options options) throws IOException {
        this.cluster = cluster;
        this.home = home;
        this.options = options;
        this.pgbench = PgBench.find(options.values().get("pgbench"), home);
    }

    /**
     * {@code [--what posts|beside] [--lanes off|on] [--connections 1,16,64] [--disk fast,slow] [--rounds 3] [--seconds 10]
     * [--warm-up 30000] [--heap 512m] [--pgbench program] [--home target/bench] [--rows 1000000] [--pace 2000]}.
     */
    static void run(Options options) throws Exception {
        var home = Path.of(options.text("home", "target/bench"));
        Files.createDirectories(home);
        try (var cluster = BenchCluster.start(home);
                var benchmark = new PostsBenchmark(cluster, home, options)) {
            benchmark.tellSurroundings();
            if (options.text("what", "posts").equals("beside")) {
                new PostsBesideAFile(cluster, home, options).measure();
            } else {
                benchmark.measure();
            }
        }
    }

    private void tellSurroundings() throws Exception {
        System.out.printf(
                "PostgreSQL %s, Java %s, %s, %d processors, load %s, one post is %,d bytes%n",
                cluster.version(),
                System.getProperty("java.vm.version"),
                pgbench.isPresent() ? pgbench.get().version() : "no pgbench",
                Runtime.getRuntime().availableProcessors(),
                ProcessFigures.load(),
                PostBody.of(1).getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }

    private void measure() throws Exception {
        for (var database : List.of(HUB, PLAIN, YARDSTICK)) {
            cluster.recreate(database);
        }
        try (var hub = startHub(cluster, home, HUB, options);
                var plain = PlainProcess.start(cluster.url(PLAIN), options.text("heap", "512m"))) {
            warmUp(HUB, hub.pid(), hub.port());
            warmUp(PLAIN, plain.pid(), plain.port());
            for (var disk : options.text("disk", "fast,slow").split(",")) {
                cluster.flushDelay(disk.equals("slow") ? 5_000 : 0);
                for (var connections : options.text("connections", "1,16,64").split(",")) {
                    for (int round = 1; round <= options.number("rounds", 3); round++) {
                        round(disk, Integer.parseInt(connections), hub, plain);
                    }
                }
            }
            tellRatios();
        }
    }

    /** Both sides have served the same number of posts before a time counts, however long that takes. */
    private void warmUp(String database, long pid, int port) throws Exception {
        long posts = options.number("warm-up", 30_000);
        while (acknowledged.getOrDefault(database, 0L) < posts) {
            System.out.println("warm-up of " + database + "  " + run(database, pid, port, WARM_UP_CONNECTIONS, 5));
        }
    }

    private void round(String disk, int connections, HubProcess hub, PlainProcess plain) throws Exception {
        long seconds = options.number("seconds", 10);
        System.out.printf("%s disk, %d connections, load %s%n", disk, connections, ProcessFigures.load());
        double yardstick = yardstick(connections, (int) seconds);
        var ofPlain = run(PLAIN, plain.pid(), plain.port(), connections, seconds);
        System.out.println("  plain endpoint  " + ofPlain);
        var ofHub = run(HUB, hub.pid(), hub.port(), connections, seconds);
        System.out.println("  hub             " + ofHub);
        var name = "%s disk, %2d connections: ".formatted(disk, connections);
        ratio(name + "hub / plain", ofHub.perSecond() / ofPlain.perSecond());
        ratio(name + "processor time, hub / plain", ofHub.cpuMicros() / ofPlain.cpuMicros());
        ratio(name + "p99 of the hub, ms", ofHub.load().p99());
        ratio(name + "p99 of plain, ms", ofPlain.load().p99());
        if (yardstick > 0) {
            ratio(name + "hub / pgbench -c" + clients(connections), ofHub.perSecond() / yardstick);
        }
    }

    private static int clients(int connections) {
        return Math.min(connections, YARDSTICK_CLIENTS);
    }

    private double yardstick(int connections, int seconds) throws Exception {
        if (pgbench.isEmpty()) {
            return 0;
        }
        cluster.checkpoint();
        var result = pgbench.get().run(cluster.port(), YARDSTICK, clients(connections), seconds);
        System.out.println("  pgbench         " + result);
        return result.perSecond();
    }

    /** What one post cost besides time: processor time of the server and of PostgreSQL. */
    private record Run(PostLoad.Result load, double serverMicros, double postgresMicros) {
        double perSecond() {
            return load.perSecond();
        }

        double cpuMicros() {
            return serverMicros + postgresMicros;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%s; processor %.0f + PostgreSQL %.0f µs a post", load, serverMicros, postgresMicros);
        }
    }

    /** Posts for some seconds; there is no figure unless the archive has exactly what was acknowledged. */
    private Run run(String database, long pid, int port, int connections, long seconds) throws Exception {
        cluster.checkpoint();
        var plan = new PostLoad.Plan(
                port, "/api/v1/feeds/" + PostBody.FEED + "/messages", HubProcess.TOKEN, connections, seconds, 0);
        double server = ProcessFigures.cpuSeconds(pid);
        double postgres = cluster.cpuSeconds();
        var result = PostLoad.run(plan, number);
        server = ProcessFigures.cpuSeconds(pid) - server;
        postgres = cluster.cpuSeconds() - postgres;
        number += result.acknowledged() + result.refused();
        requireArchived(cluster, database, acknowledged.merge(database, result.acknowledged(), Long::sum));
        return new Run(result, server * 1e6 / result.acknowledged(), postgres * 1e6 / result.acknowledged());
    }

    static void requireArchived(BenchCluster cluster, String database, long posts) throws SQLException {
        try (var connection = cluster.connect(database);
                var statement = connection.createStatement();
                var found = statement.executeQuery("select count(*), count(distinct once_key), count(s.message_id)"
                        + " from archive.message m left join archive.segment s on s.message_id = m.id where m.feed = '"
                        + PostBody.FEED + "'")) {
            found.next();
            if (found.getLong(1) != posts || found.getLong(2) != posts || found.getLong(3) != posts) {
                throw new IllegalStateException("%d posts acknowledged, %d archived, %d with bytes"
                        .formatted(posts, found.getLong(1), found.getLong(3)));
            }
        }
    }

    /** With {@code --lanes off} the hub only takes in, as the plain endpoint does; with {@code on} it processes meanwhile. */
    static HubProcess startHub(BenchCluster cluster, Path home, String database, Options options) throws IOException {
        Map<String, String> settings = options.text("lanes", "off").equals("off")
                ? Map.of(
                        "camel.main.routes-include-pattern",
                        "file:routes/*.camel.yaml",
                        "hub.processing.sweep-period",
                        BenchHub.NEVER)
                : Map.of();
        return BenchHub.start(cluster, home, database, options.text("heap", "512m"), settings);
    }

    private void ratio(String what, double figure) {
        ratios.computeIfAbsent(what, none -> new ArrayList<>()).add(figure);
    }

    private void tellRatios() {
        ratios.forEach((what, figures) -> System.out.printf(Locale.ROOT, "  => %-52s %s%n", what, Spread.of(figures)));
    }

    @Override
    public void close() throws SQLException {
        for (var database : List.of(HUB, PLAIN, YARDSTICK)) {
            cluster.drop(database);
        }
    }
}
