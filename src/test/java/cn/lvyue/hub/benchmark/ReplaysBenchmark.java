package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.flow.HubProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.springframework.util.FileSystemUtils;

/**
 * Measures a replay of archived records against their first intake, in turns: once with a mapping that makes every record differ,
 * once with nothing to change; and the plans of both. A run whose counts are not the expected ones has no time.
 */
final class ReplaysBenchmark {
    private static final String DATABASE = "bench";
    private static final String FEED = "hotline-12345";
    private static final int PLANNED = 2;
    private static final int ENDED = 7;
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final double MICROS = 1e6;

    /** What is planned has been there for a while: log, indexes and look-alikes have taken it in. */
    private static final String UNSETTLED =
            "select (select count(*) from proof.unsettled) + (select count(*) from search.apart)"
                    + " + (not exists (select from search.watermark where message_id >= (select max(id) from archive.message)))::int"
                    + " + (not exists (select from proof.outcomes))::int + (select count(*) from personal.unkeyed)"
                    + " + (select count(*) from ledger.due"
                    + " where target = 1 and due_no > (select coalesce(max(due_no), 0) from ledger.look_alike_mark))"
                    + " + (select count(*) from proof.ended_replay)"
                    + " + (select count(*) from replay.job j where j.state = 7 and not exists (select from search.replay_taken t"
                    + " where t.replay = j.id and t.ended))";

    private final BenchCluster cluster;
    private final Path home;
    private final long rows;
    private final String heap;
    private final Path file;
    private final Path mappings;

    private ReplaysBenchmark(BenchCluster cluster, Path home, long rows, String heap) throws IOException {
        this.cluster = cluster;
        this.home = home;
        this.rows = rows;
        this.heap = heap;
        this.file = home.resolve("hotline-" + rows + ".csv");
        this.mappings = home.resolve("changed-mappings");
        HotlineFile.inOrder(rows).writeTo(file);
        FileSystemUtils.deleteRecursively(mappings);
        FileSystemUtils.copyRecursively(Path.of("mappings"), mappings);
        var mapping = mappings.resolve(FEED + ".yaml");
        Files.writeString(mapping, Files.readString(mapping).replace("政务服务便民热线（样例）", "政务服务便民热线"));
    }

    /** {@code replays [--rows 200000] [--pairs 3] [--heap 512m] [--home target/bench]}. */
    static void run(Options options) throws Exception {
        var home = Path.of(options.text("home", "target/bench"));
        Files.createDirectories(home);
        long rows = options.number("rows", 200_000);
        var heap = options.text("heap", "512m");
        try (var cluster = BenchCluster.start(home)) {
            System.out.printf(
                    "PostgreSQL %s, Java %s, -Xmx%s, %d processors, load %s%n%,d rows%n",
                    cluster.version(),
                    System.getProperty("java.vm.version"),
                    heap,
                    Runtime.getRuntime().availableProcessors(),
                    ProcessFigures.load(),
                    rows);
            var benchmark = new ReplaysBenchmark(cluster, home, rows, heap);
            var rounds = new ArrayList<Round>();
            for (int n = 1; n <= options.number("pairs", 3); n++) {
                rounds.add(benchmark.round(n));
            }
            report(rounds, rows);
        }
    }

    /** Seconds of one round. */
    private record Round(
            double intake, double planChanged, double changed, double planUnchanged, double unchanged, long peakMiB) {}

    private static void report(List<Round> rounds, long rows) {
        line(
                "reprocess, every record changes / intake",
                rounds.stream().map(r -> r.intake() / r.changed()).toList(),
                "aim 0.9 or more");
        line(
                "reprocess, nothing changes / intake",
                rounds.stream().map(r -> r.intake() / r.unchanged()).toList(),
                "aim 0.9 or more");
        line(
                "plan of %,d, every record changes, s".formatted(rows),
                rounds.stream().map(Round::planChanged).toList(),
                "aim 10 s for 100,000");
        line(
                "plan of %,d, nothing changes, s".formatted(rows),
                rounds.stream().map(Round::planUnchanged).toList(),
                "aim 10 s for 100,000");
        line(
                "peak memory of the hub, MiB",
                rounds.stream().map(r -> (double) r.peakMiB()).toList(),
                "");
    }

    private static void line(String what, List<Double> figures, String aim) {
        System.out.printf(Locale.ROOT, "  => %-44s %s  %s%n", what, Spread.of(figures), aim);
    }

    private Round round(int number) throws Exception {
        System.out.println("round " + number + ", load " + ProcessFigures.load());
        cluster.recreate(DATABASE);
        double intake;
        String message;
        try (var hub = startHub(Map.of())) {
            cluster.checkpoint();
            try (var connection = cluster.connect(DATABASE)) {
                var watching = new FutureTask<>(new IntakeProgress(connection, 0));
                var watcher = new Thread(watching, "progress");
                watcher.setDaemon(true);
                double serverCpu = cluster.cpuSeconds();
                double hubCpu = ProcessFigures.cpuSeconds(hub.pid());
                long started = System.nanoTime();
                watcher.start();
                message = hub.client().post(FEED, file).get("messageId").asString();
                intake = (watching.get().endNanos() - started) / 1e9;
                say(
                        "first intake",
                        intake,
                        ProcessFigures.cpuSeconds(hub.pid()) - hubCpu,
                        cluster.cpuSeconds() - serverCpu);
            }
            settle();
        }
        require("select count(*) from ledger.revision", rows);
        try (var hub = startHub(Map.of("hub.mappings", mappings.toString()))) {
            cluster.checkpoint();
            double planChanged = replay(hub, message, 1, false, "plan, changed");
            require("select count(*) from replay.item where job = 1 and effect = 2", rows);
            cluster.checkpoint();
            double changed = replay(hub, message, 1, true, "replay, changed");
            require("select count(*) from ledger.revision", 2 * rows);
            require("select count(*) from ledger.replayed where replay = 1 and effect = 2", rows);
            settle();
            cluster.checkpoint();
            double planUnchanged = replay(hub, message, 2, false, "plan, unchanged");
            cluster.checkpoint();
            double unchanged = replay(hub, message, 2, true, "replay, unchanged");
            require("select count(*) from ledger.replayed where replay = 2 and effect = 3", rows);
            require("select count(*) from ledger.revision", 2 * rows);
            return new Round(
                    intake, planChanged, changed, planUnchanged, unchanged, ProcessFigures.peakMemoryMiB(hub.pid()));
        }
    }

    /** Plans or runs a replay of the message. @return seconds, from asking to the end */
    private double replay(HubProcess hub, String message, int job, boolean run, String what) throws Exception {
        double serverCpu = cluster.cpuSeconds();
        double hubCpu = ProcessFigures.cpuSeconds(hub.pid());
        long started = System.nanoTime();
        if (run) {
            hub.client().postEmpty("/replays/" + job + "/start", 200);
        } else {
            hub.client()
                    .postJson(
                            "/replays?wait=0",
                            "{\"mode\": \"reprocess\", \"reason\": \"benchmark\", \"select\": {\"messageIds\": [\"%s\"]}}"
                                    .formatted(message),
                            202);
        }
        try (var connection = cluster.connect(DATABASE)) {
            awaitState(connection, job, run ? ENDED : PLANNED);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        say(what, seconds, ProcessFigures.cpuSeconds(hub.pid()) - hubCpu, cluster.cpuSeconds() - serverCpu);
        return seconds;
    }

    private static void awaitState(Connection connection, int job, int state)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
        try (var look = connection.prepareStatement("select state from replay.job where id = ?")) {
            look.setInt(1, job);
            while (true) {
                try (var row = look.executeQuery()) {
                    if (row.next() && row.getInt(1) == state) {
                        return;
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("replay " + job + " did not come to state " + state);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private void require(String sql, long expected) throws SQLException {
        long found = number(sql);
        if (found != expected) {
            throw new IllegalStateException(sql + " gives " + found + " and not " + expected);
        }
    }

    private long number(String sql) throws SQLException {
        try (var connection = cluster.connect(DATABASE);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void settle() {
        Awaitility.await("log and indexes")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> number(UNSETTLED) == 0);
    }

    private void say(String what, double seconds, double hubCpu, double serverCpu) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "  %-20s %8.2f s, %,9.0f records/s; processor, us a record: hub %.1f, PostgreSQL %.1f; load %s%n",
                what,
                seconds,
                rows / seconds,
                hubCpu * MICROS / rows,
                serverCpu * MICROS / rows,
                ProcessFigures.load());
    }

    private HubProcess startHub(Map<String, String> more) throws IOException {
        var settings = new HashMap<>(Map.of("hub.replay.period", "50"));
        settings.putAll(more);
        return BenchHub.start(cluster, home, DATABASE, heap, settings);
    }
}
