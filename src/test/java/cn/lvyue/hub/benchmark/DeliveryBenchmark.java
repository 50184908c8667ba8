package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.archive.ArchiveReader;
import cn.lvyue.hub.flow.HubProcess;
import cn.lvyue.hub.flow.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Measures delivery, from the outbox to packages that are accepted and marked, against COPY of the same rows and against the same
 * bytes posted by a bare client. How to run it and how to read it: src/docs/benchmarks.md.
 */
final class DeliveryBenchmark {
    private static final String FULL = "delivery_full";
    private static final String RUN = "delivery_run";
    private static final String FEED = "hotline-12345";
    private static final String ACCEPTED =
            "select coalesce(sum(records), 0) from delivery.package where target = 1 and state = 3";
    private static final String MARKED =
            "select count(*) from delivery.item i join delivery.package p on p.no = i.package_no"
                    + " where i.target = 1 and p.state = 3";
    /** 0 when the notary has taken down and the index has read all there is. */
    private static final String UNSETTLED = "select (select count(*) from proof.unsettled)"
            + " + (not exists (select from proof.outcomes))::int + (select count(*) from search.apart)"
            + " + (not exists (select from search.watermark where message_id >= (select max(id) from archive.message)))::int";

    private static final String ROWS = "select d.due_no, d.revision, r.source_record_no, v.fields from ledger.due d"
            + " join ledger.record r on r.id = d.record_id"
            + " join ledger.revision v on v.record_id = d.record_id and v.revision = d.revision"
            + " where d.target = 1 order by d.due_no";

    private final BenchCluster cluster;
    private final Path home;
    private final long rows;
    private final String heap;

    private DeliveryBenchmark(BenchCluster cluster, Path home, long rows, String heap) {
        this.cluster = cluster;
        this.home = home;
        this.rows = rows;
        this.heap = heap;
    }

    /** {@code [--rows 200000] [--sizes 500,1000,2000] [--pairs 3] [--heap 512m] [--home target/bench]}. */
    static void run(Options options) throws Exception {
        var home = Path.of(options.text("home", "target/bench"));
        Files.createDirectories(home);
        try (var cluster = BenchCluster.start(home)) {
            var benchmark =
                    new DeliveryBenchmark(cluster, home, options.number("rows", 200_000), options.text("heap", "512m"));
            System.out.printf(
                    "PostgreSQL %s, Java %s, -Xmx%s, %d processors, load %s%n",
                    cluster.version(),
                    System.getProperty("java.vm.version"),
                    benchmark.heap,
                    Runtime.getRuntime().availableProcessors(),
                    ProcessFigures.load());
            benchmark.fill();
            for (var size : options.text("sizes", "500,1000,2000").split(",")) {
                benchmark.compare(Integer.parseInt(size), (int) options.number("pairs", 3));
            }
        }
    }

    /** A database whose outbox is full and of which nothing was delivered. */
    private void fill() throws Exception {
        var file = home.resolve("hotline-" + rows + ".csv");
        HotlineFile.inOrder(rows).writeTo(file);
        cluster.recreate(FULL);
        try (var hub = hub(FULL, Map.of("hub.delivery.push-period", BenchHub.NEVER))) {
            var message = hub.client().post(FEED, file).get("messageId").asString();
            hub.client().awaitOutcome(message);
            awaitSettled();
        }
        try (var connection = cluster.connect(FULL)) {
            require("rows due", rows, count(connection, "select count(*) from ledger.due where target = 1"));
            owesTheNationNothing(connection);
        }
    }

    /** A day's batch goes out in the morning: by then all that came is in the log and in the index. */
    private void awaitSettled() throws Exception {
        try (var connection = cluster.connect(FULL)) {
            while (count(connection, UNSETTLED) > 0) {
                Thread.sleep(500);
            }
        }
    }

    /** Else the stand-in of the national platform would be served, by the same hub, while the province's batch is measured. */
    private static void owesTheNationNothing(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "update delivery.watermark set due_no = (select max(due_no) from ledger.due) where target = 2");
        }
    }

    private HubProcess hub(String database, Map<String, String> more) throws IOException {
        return BenchHub.delivering(cluster, home, database, heap, more);
    }

    private void compare(int size, int pairs) throws Exception {
        System.out.printf("%n%,d records, %,d a package%n", rows, size);
        var coldToCopy = new ArrayList<Double>();
        var toCopy = new ArrayList<Double>();
        var toBare = new ArrayList<Double>();
        for (int n = 1; n <= pairs; n++) {
            System.out.printf("round %d, load %s%n", n, ProcessFigures.load());
            double copy = copy();
            var hub = deliver(size);
            double bare = bare();
            System.out.printf(
                    Locale.ROOT,
                    "  COPY %.2f s, hub %.2f s (%,.0f records/s), once more %.2f s (%,.0f), bare client %.2f s%n",
                    copy,
                    hub.cold(),
                    rows / hub.cold(),
                    hub.warm(),
                    rows / hub.warm(),
                    bare);
            coldToCopy.add(copy / hub.cold());
            toCopy.add(copy / hub.warm());
            toBare.add(bare / hub.warm());
        }
        System.out.println("  => P21 delivery / COPY, the hub just started  " + Spread.of(coldToCopy));
        System.out.println("  => P21 delivery / COPY, the hub warm          " + Spread.of(toCopy));
        System.out.println("  => delivery, warm / bare client, same bytes   " + Spread.of(toBare));
    }

    private double copy() throws SQLException, IOException {
        try (var connection = cluster.connect(FULL)) {
            long started = System.nanoTime();
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (" + ROWS + ") to stdout", OutputStream.nullOutputStream());
            require("rows copied", rows, copied);
            return seconds(started);
        }
    }

    /** Seconds of a batch by a hub that was just started, and of the same batch once more by the same hub. */
    private record Times(double cold, double warm) {}

    private Times deliver(int size) throws Exception {
        cluster.drop(RUN);
        try (var connection = cluster.connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + RUN + " template " + FULL);
        }
        cluster.checkpoint();
        int port = Ports.free();
        var sink = sink(port);
        try (var hub = hub(
                        RUN,
                        Map.of(
                                "hub.targets.provincial.url", "http://127.0.0.1:" + port,
                                "hub.delivery.package-records", Integer.toString(size),
                                "hub.delivery.push-period", "20",
                                "hub.delivery.receipts.first", "10h",
                                "hub.delivery.receipts.longest", "10h"));
                var connection = cluster.connect(RUN)) {
            double cold = deliver(hub, connection, "just started", port);
            undo(connection);
            return new Times(cold, deliver(hub, connection, "warm", port));
        } finally {
            sink.destroy();
            sink.waitFor();
        }
    }

    private double deliver(HubProcess hub, Connection connection, String state, int port) throws Exception {
        long before = arrived(port);
        double hubCpu = ProcessFigures.cpuSeconds(hub.pid());
        double databaseCpu = cluster.cpuSeconds();
        long started = System.nanoTime();
        hub.client().postEmpty("/batches?target=provincial", 202);
        while (count(connection, ACCEPTED) < rows) { // a few rows: looking must not cost what is measured
            Thread.sleep(10);
        }
        double seconds = seconds(started);
        System.out.printf(
                Locale.ROOT,
                "  %s: %.2f s, processor time hub %.2f s, database %.2f s%n",
                state,
                seconds,
                ProcessFigures.cpuSeconds(hub.pid()) - hubCpu,
                cluster.cpuSeconds() - databaseCpu);
        require("records at the sink", rows, arrived(port) - before);
        require("records marked", rows, count(connection, MARKED));
        return seconds;
    }

    /** As if nothing had been delivered: the same records are due once more, to a hub that is warm by now. */
    private static void undo(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("truncate delivery.batch, delivery.item, delivery.day_sum cascade");
            statement.execute("update delivery.watermark set due_no = 0 where target = 1");
        }
    }

    /** The very packages of the last delivery, one after another over one connection. */
    private double bare() throws Exception {
        int port = Ports.free();
        var sink = sink(port);
        try (var connection = cluster.connect(RUN)) {
            var packages = packages(connection);
            var http =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            arrived(port);
            long started = System.nanoTime();
            for (var body : packages) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/packages"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
                if (http.send(request, BodyHandlers.ofByteArray()).statusCode() != 200) {
                    throw new IllegalStateException("the sink did not take a package");
                }
            }
            double seconds = seconds(started);
            require("records at the sink", rows, arrived(port));
            return seconds;
        } finally {
            sink.destroy();
            sink.waitFor();
        }
    }

    private static List<byte[]> packages(Connection connection) throws SQLException, IOException {
        var archive = new ArchiveReader(new SingleConnectionDataSource(connection, true));
        var packages = new ArrayList<byte[]>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("""
                        select o.message_id from delivery.package p
                            join archive.once o on o.target = 1 and o.kind = 2 and o.once_key = p.id::text order by p.no
                        """)) {
            while (found.next()) {
                packages.add(archive.body(found.getLong(1)));
            }
        }
        return packages;
    }

    private Process sink(int port) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        ChildProcess.java(List.of("-Xmx256m"), DeliverySink.class, List.of(Integer.toString(port))))
                .inheritIO()
                .start();
        for (int n = 0; n < 200; n++) {
            try {
                arrived(port);
                return process;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IOException("the sink did not start");
    }

    private static long arrived(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/count"))
                .build();
        return Long.parseLong(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }

    private static void require(String what, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException(what + ": " + actual + ", and not " + expected);
        }
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
