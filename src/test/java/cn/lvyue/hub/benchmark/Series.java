package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.flow.HubProcess;
import cn.lvyue.hub.record.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;

/** Runs the three sides for one length of file. A side whose rows are not those of the others has no time. */
final class Series {
    static final int END_ROWS = 100_000;
    private static final String DATABASE = "bench";
    private static final String FEED = "hotline-12345";

    private final BenchCluster cluster;
    private final Path home;
    private final long rows;
    private final String heap;
    private final PrintStream out;
    private final Path file;
    private final Path finished;
    private final LedgerSums expected;

    /** Makes the file and, with a hub whose time does not count, the finished rows. */
    Series(BenchCluster cluster, Path home, long rows, String heap, PrintStream out) throws Exception {
        this.cluster = cluster;
        this.home = home;
        this.rows = rows;
        this.heap = heap;
        this.out = out;
        this.file = home.resolve("hotline-" + rows + ".csv");
        this.finished = home.resolve("finished-" + rows);
        HotlineFile.inOrder(rows).writeTo(file);
        this.expected = finish();
    }

    private HubProcess startHub() throws IOException {
        return BenchHub.start(cluster, home, DATABASE, heap, Map.of());
    }

    private LedgerSums finish() throws Exception {
        cluster.recreate(DATABASE);
        try (var hub = startHub()) {
            say(send(hub, "(rehearsal)", Outcome.ACCEPTED, 0).run());
        }
        try (var connection = cluster.connect(DATABASE)) {
            CopyYardstick.export(connection, finished);
            return LedgerSums.of(connection);
        }
    }

    Round round() throws Exception {
        var yardstick = say(yardstick());
        cluster.recreate(DATABASE);
        Sent first;
        Sent again;
        try (var hub = startHub()) {
            first = send(hub, "hub", Outcome.ACCEPTED, 0);
            requireExpected("archive", "ledger", "the hub");
            say(first.run());
            again = send(hub, "hub, again", Outcome.DUPLICATE, first.message());
            requireNothingAdded();
            say(again.run());
        }
        var peer = say(peer());
        double lastToFirst = rows < 3 * END_ROWS ? 0 : first.progress().lastToFirst(END_ROWS);
        return new Round(rows, yardstick, first.run(), again.run(), peer, lastToFirst);
    }

    /** A file that was posted and processed. */
    private record Sent(long message, Round.Run run, IntakeProgress progress) {}

    private Sent send(HubProcess hub, String what, Outcome expectedOutcome, long after) throws Exception {
        cluster.checkpoint();
        try (var connection = cluster.connect(DATABASE)) {
            var watching = new FutureTask<>(new IntakeProgress(connection, after));
            var watcher = new Thread(watching, "progress");
            watcher.setDaemon(true);
            double serverCpu = cluster.cpuSeconds();
            double hubCpu = ProcessFigures.cpuSeconds(hub.pid());
            long started = System.nanoTime();
            watcher.start();
            var message = hub.client().post(FEED, file).get("messageId").asString();
            var progress = watching.get();
            var figures = new Stopwatch.Figures(
                    (progress.endNanos() - started) / 1e9,
                    ProcessFigures.cpuSeconds(hub.pid()) - hubCpu,
                    ProcessFigures.peakMemoryMiB(hub.pid()));
            var run = new Round.Run(what, rows, figures, cluster.cpuSeconds() - serverCpu);
            requireOutcome(hub, message, expectedOutcome);
            return new Sent(Long.parseLong(message), run, progress);
        }
    }

    private void requireOutcome(HubProcess hub, String message, Outcome outcome) {
        var summary = hub.client().get("/messages/" + message);
        var name = outcome.name().toLowerCase(Locale.ROOT);
        if (summary.path("counts").path(name).asLong() != rows) {
            throw new IllegalStateException("not all rows are " + name + ": " + summary);
        }
    }

    private Round.Run yardstick() throws Exception {
        cluster.recreate(DATABASE);
        var run = child(
                "COPY",
                ChildProcess.java(
                        List.of("-Xmx" + heap),
                        CopyYardstick.class,
                        List.of("--url", cluster.url(DATABASE), "--from", finished.toString())));
        requireExpected(CopyYardstick.SCHEMA, CopyYardstick.SCHEMA, "the yardstick");
        return run;
    }

    private Round.Run peer() throws Exception {
        cluster.recreate(DATABASE);
        cluster.checkpoint();
        var run = child(
                "Spring Batch",
                ChildProcess.java(
                        List.of("-Xmx" + heap),
                        BatchPeerMain.class,
                        List.of("--url", cluster.url(DATABASE), "--file", file.toString())));
        requireExpected("archive", "ledger", "Spring Batch");
        return run;
    }

    private Round.Run child(String what, List<String> command) throws IOException {
        double serverCpu = cluster.cpuSeconds();
        var output = ChildProcess.run(command);
        return new Round.Run(what, rows, Stopwatch.read(output), cluster.cpuSeconds() - serverCpu);
    }

    private void requireExpected(String archive, String ledger, String whose) throws SQLException {
        try (var connection = cluster.connect(DATABASE)) {
            expected.requireSame(LedgerSums.of(connection, archive, ledger), whose);
        }
    }

    /** Every row a duplicate: one entry each and nothing else. */
    private void requireNothingAdded() throws SQLException {
        try (var connection = cluster.connect(DATABASE)) {
            var sums = LedgerSums.of(connection).byTable();
            for (var table : List.of("record", "revision", "due")) {
                if (!expected.byTable().get(table).equals(sums.get(table))) {
                    throw new IllegalStateException("the file sent again changed " + table + ": " + sums.get(table));
                }
            }
        }
    }

    private Round.Run say(Round.Run run) {
        out.println("  " + run);
        return run;
    }

    void clean() throws IOException {
        ChildProcess.run(List.of("rm", "-rf", file.toString(), finished.toString()));
    }
}
