package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.flow.HubProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;

/** A large file of one feed and a steady flow of posts of another: each alone, then both at once. */
final class PostsBesideAFile {
    private static final String DATABASE = "bench_hub";
    private static final String FILE_FEED = "hotline-12345";
    private static final int CONNECTIONS = 16;

    private final BenchCluster cluster;
    private final Path home;
    private final Options options;
    private final long rows;
    private final double pace;
    private final Path file;
    private long number = 1;

    PostsBesideAFile(BenchCluster cluster, Path home, Options options) throws Exception {
        this.cluster = cluster;
        this.home = home;
        this.options = options;
        this.rows = options.number("rows", 1_000_000);
        this.pace = options.number("pace", 2_000);
        this.file = home.resolve("hotline-" + rows + ".csv");
        HotlineFile.inOrder(rows).writeTo(file);
    }

    void measure() throws Exception {
        var ratios = new TreeMap<String, List<Double>>();
        for (int round = 1; round <= options.number("rounds", 3); round++) {
            System.out.println("round " + round + ", load " + ProcessFigures.load());
            round().forEach((what, figure) ->
                    ratios.computeIfAbsent(what, none -> new ArrayList<>()).add(figure));
        }
        ratios.forEach((what, figures) -> System.out.printf(Locale.ROOT, "  => %-44s %s%n", what, Spread.of(figures)));
    }

    private Map<String, Double> round() throws Exception {
        long seconds = options.number("seconds", 10);
        double fileAlone;
        cluster.recreate(DATABASE);
        try (var hub = start()) {
            cluster.checkpoint();
            fileAlone = rows / secondsOfFile(hub);
        }
        System.out.printf(Locale.ROOT, "  file alone      %,.0f rows/s%n", fileAlone);
        cluster.recreate(DATABASE);
        try (var hub = start()) {
            long before = number;
            posts(hub, options.number("warm-up", 30_000) / pace, pace);
            cluster.checkpoint();
            var alone = posts(hub, seconds, pace);
            System.out.println("  posts alone     " + alone);
            var sending = new FutureTask<>(() -> secondsOfFile(hub));
            new Thread(sending, "file").start();
            var beside = posts(hub, rows / fileAlone, pace);
            double fileBeside = rows / sending.get();
            System.out.printf(
                    Locale.ROOT, "  posts beside    %s%n  file beside     %,.0f rows/s%n", beside, fileBeside);
            PostsBenchmark.requireArchived(cluster, DATABASE, number - before);
            return Map.of(
                    "p99 of posts beside the file / alone", beside.p99() / alone.p99(),
                    "rate of posts beside the file / asked for", beside.perSecond() / pace,
                    "rate of the file beside posts / alone", fileBeside / fileAlone);
        }
    }

    private HubProcess start() throws Exception {
        var working = new java.util.HashMap<>(options.values());
        working.put("lanes", "on");
        return PostsBenchmark.startHub(cluster, home, DATABASE, new Options(working));
    }

    private PostLoad.Result posts(HubProcess hub, double seconds, double perSecond) throws Exception {
        var plan = new PostLoad.Plan(
                hub.port(),
                "/api/v1/feeds/" + PostBody.FEED + "/messages",
                HubProcess.TOKEN,
                CONNECTIONS,
                seconds,
                perSecond);
        var result = PostLoad.run(plan, number);
        if (result.refused() > 0) {
            throw new IllegalStateException(result.toString());
        }
        number += result.acknowledged();
        return result;
    }

    /** From the first byte of the file's post to the committed end of its message. */
    private double secondsOfFile(HubProcess hub) throws Exception {
        long started = System.nanoTime();
        var message = hub.client().post(FILE_FEED, file).get("messageId").asString();
        var summary = hub.client().awaitOutcome(message);
        double seconds = (System.nanoTime() - started) / 1e9;
        if (summary.path("counts").path("accepted").asLong() != rows) {
            throw new IllegalStateException("not all rows are accepted: " + summary);
        }
        return seconds;
    }
}
