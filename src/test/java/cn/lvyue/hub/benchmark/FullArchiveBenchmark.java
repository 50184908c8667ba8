package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;

/**
 * Measures the intake of one file by a hub with an empty archive and by one with the archive {@link SearchBenchmark} made, and what the
 * archive of that file takes on disk. Afterwards the large archive holds the file too; the next run goes on with the rows behind it.
 */
final class FullArchiveBenchmark {
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final String EMPTY = "empty";
    private static final String FEED = "hotline-12345";

    /** The proof of the large archive was never made, and is no part of what is compared. */
    private static final Map<String, String> RESTING =
            Map.of("hub.proof.period", BenchHub.NEVER, "hub.work.look-alikes-period", BenchHub.NEVER);

    /** What the run before left to be done behind the intake is no part of this one's. */
    private static final String LEFT_OVER =
            "select (select count(*) from personal.unkeyed) + (select count(*) from ledger.due"
                    + " where target = 1 and due_no > (select coalesce(max(due_no), 0) from ledger.look_alike_mark))";

    private static final String ARCHIVE_BYTES = "select sum(pg_total_relation_size(c.oid)) from pg_class c"
            + " join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'archive' and c.relkind = 'r'";

    private final BenchCluster cluster;
    private final Path home;
    private final long rows;
    private final Path file;
    private final Path added;

    private FullArchiveBenchmark(BenchCluster cluster, Path home, long rows) throws IOException {
        this.cluster = cluster;
        this.home = home;
        this.rows = rows;
        this.file = home.resolve("hotline-" + rows + ".csv");
        this.added = added(home);
        HotlineFile.inOrder(rows).writeAfter(alreadyThere(), file);
    }

    /** Says how many rows runs have added to the large archive. */
    static Path added(Path home) {
        return home.resolve("rows-added");
    }

    private long alreadyThere() throws IOException {
        return Files.exists(added) ? Long.parseLong(Files.readString(added).strip()) : 0;
    }

    /** {@code full [--archive 1000000] [--rows 200000] [--heap 512m] [--home target/bench-search]}, after {@code search} with that home. */
    static void run(Options options) throws Exception {
        var home = Path.of(options.text("home", "target/bench-search"));
        long archived = options.number("archive", 1_000_000);
        SearchBenchmark.made(home, archived);
        var heap = options.text("heap", "512m");
        try (var cluster = BenchCluster.start(home, true)) {
            System.out.println(cluster.surroundings());
            var benchmark = new FullArchiveBenchmark(cluster, home, options.number("rows", 200_000));
            cluster.recreate(EMPTY);
            double empty = benchmark.rate(EMPTY, heap, "empty archive");
            benchmark.tellSize();
            Files.writeString(benchmark.added, Long.toString(benchmark.alreadyThere() + benchmark.rows));
            double full = benchmark.rate(
                    SearchBenchmark.DATABASE, heap, String.format(Locale.ROOT, "archive of %,d", archived));
            cluster.drop(EMPTY);
            System.out.printf(Locale.ROOT, "  => full archive / empty archive  %.2f  (aim 0.8)%n", full / empty);
        }
    }

    private double rate(String database, String heap, String what) throws Exception {
        long before = newest(database);
        try (var hub = BenchHub.start(cluster, home, database, heap, RESTING);
                var connection = cluster.connect(database)) {
            Awaitility.await("what the run before left")
                    .atMost(LONG)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> number(database, LEFT_OVER) == 0);
            cluster.checkpoint();
            double serverCpu = cluster.cpuSeconds();
            double hubCpu = ProcessFigures.cpuSeconds(hub.pid());
            var watching = new FutureTask<>(new IntakeProgress(connection, before));
            var watcher = new Thread(watching, "progress");
            watcher.setDaemon(true);
            long started = System.nanoTime();
            watcher.start();
            var message = hub.client().post(FEED, file).get("messageId").asString();
            double seconds = (watching.get().endNanos() - started) / 1e9;
            var accepted =
                    hub.client().get("/messages/" + message).path("counts").path("accepted");
            if (accepted.asLong() != rows) {
                throw new IllegalStateException(accepted + " of " + rows + " rows accepted");
            }
            System.out.printf(
                    Locale.ROOT,
                    "  %-24s %,9d rows %8.2f s %,9.0f/s  hub CPU %.1f s, PostgreSQL CPU %.1f s, load %s%n",
                    what,
                    rows,
                    seconds,
                    rows / seconds,
                    ProcessFigures.cpuSeconds(hub.pid()) - hubCpu,
                    cluster.cpuSeconds() - serverCpu,
                    ProcessFigures.load());
            return rows / seconds;
        }
    }

    private long newest(String database) throws SQLException {
        return number(database, "select coalesce(max(message_id), 0) from ledger.intake");
    }

    private void tellSize() throws SQLException, IOException {
        long archive = number(EMPTY, ARCHIVE_BYTES);
        long raw = Files.size(file);
        long packed = gzipped();
        System.out.printf(
                Locale.ROOT,
                "  => archived on disk %.1f B a row, sent %.1f B, by gzip %.1f B: archived / gzip %.2f  (aim 1.5)%n",
                (double) archive / rows,
                (double) raw / rows,
                (double) packed / rows,
                (double) archive / packed);
    }

    private long gzipped() throws IOException {
        var counted = new long[1];
        try (var gzip = new GZIPOutputStream(new OutputStream() {
            @Override
            public void write(int one) {
                counted[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                counted[0] += length;
            }
        })) {
            Files.copy(file, gzip);
        }
        return counted[0];
    }

    private long number(String database, String query) throws SQLException {
        try (var connection = cluster.connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
