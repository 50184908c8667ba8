package cn.lvyue.hub.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import cn.lvyue.hub.proof.ProofBenchmark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.Job;

/**
 * Measures the whole durable path of the hub against COPY of the same finished rows and against Spring Batch, in turns, and
 * prints ratios. How to run it and how to read it: src/docs/benchmarks.md.
 */
public final class Benchmark {
    private static final long SHORT = 10_000;

    private final BenchCluster cluster;
    private final Path home;
    private final String heap;

    private Benchmark(BenchCluster cluster, Path home, String heap) {
        this.cluster = cluster;
        this.home = home;
        this.heap = heap;
    }

    /** The first word says what is measured, {@code readers}, {@code posts}, {@code delivery}, {@code nation}, {@code replays}, {@code search}, {@code pages}, {@code full}, {@code proof} or {@code reconciliation}; without one it is the whole path of a file. */
    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var words = List.of(args);
        var what = words.isEmpty() ? "" : words.get(0);
        switch (what) {
            case "readers" -> ReadersBenchmark.run(Options.parse(words.subList(1, words.size())));
            case "delivery" -> DeliveryBenchmark.run(Options.parse(words.subList(1, words.size())));
            case "posts" -> PostsBenchmark.run(Options.parse(words.subList(1, words.size())));
            case "search" -> SearchBenchmark.run(Options.parse(words.subList(1, words.size())));
            case "pages" -> PagesBenchmark.run(Options.parse(words.subList(1, words.size())));
            case "full" -> FullArchiveBenchmark.run(Options.parse(words.subList(1, words.size())));
            case "nation" -> NationBenchmark.run(Options.parse(words.subList(1, words.size())));
            case "replays" -> ReplaysBenchmark.run(Options.parse(words.subList(1, words.size())));
            case "reconciliation" -> ReconciliationBenchmark.run(Options.parse(words.subList(1, words.size())));
            case "proof" -> ProofBenchmark.run(words.subList(1, words.size()));
            default -> wholePath(Options.parse(words));
        }
    }

    /** {@code [--rows 200000,1000000] [--pairs 3] [--heap 512m] [--home target/bench]}. */
    private static void wholePath(Options options) throws Exception {
        var home = Path.of(options.text("home", "target/bench"));
        Files.createDirectories(home);
        var heap = options.text("heap", "512m");
        try (var cluster = BenchCluster.start(home)) {
            var benchmark = new Benchmark(cluster, home, heap);
            benchmark.tellSurroundings();
            benchmark.tellMemoryOfAShortFile();
            for (var rows : options.text("rows", "200000,1000000").split(",")) {
                benchmark.measure(Long.parseLong(rows), (int) options.number("pairs", 3));
            }
        }
    }

    private void tellSurroundings() throws Exception {
        System.out.printf(
                "PostgreSQL %s, Java %s, Spring Batch %s, -Xmx%s, %d processors, load %s%n",
                cluster.version(),
                System.getProperty("java.vm.version"),
                Job.class.getPackage().getImplementationVersion(),
                heap,
                Runtime.getRuntime().availableProcessors(),
                ProcessFigures.load());
    }

    /** What the hub needs anyway; the memory of long files is to be compared with it. */
    private void tellMemoryOfAShortFile() throws Exception {
        System.out.printf("%n%,d rows, for the memory%n", SHORT);
        new Series(cluster, home, SHORT, heap, System.out).clean();
    }

    private void measure(long rows, int pairs) throws Exception {
        System.out.printf("%n%,d rows%n", rows);
        var series = new Series(cluster, home, rows, heap, System.out);
        var rounds = new ArrayList<Round>();
        for (int n = 1; n <= pairs; n++) {
            rounds.add(round(series, "round " + n));
        }
        for (int n = 1; n <= pairs && tooWide(rounds); n++) {
            var odd = oddest(rounds);
            rounds.set(odd, round(series, "round %d once more, ratios lay too far apart".formatted(odd + 1)));
        }
        series.clean();
        report(rounds);
    }

    private static Round round(Series series, String name) throws Exception {
        System.out.println(name + ", load " + ProcessFigures.load());
        return series.round();
    }

    private static boolean tooWide(List<Round> rounds) {
        return Stream.<ToDoubleFunction<Round>>of(Round::toYardstick, Round::toPeer)
                .anyMatch(ratio -> spread(rounds, ratio).tooWide());
    }

    private static int oddest(List<Round> rounds) {
        ToDoubleFunction<Round> ratio =
                spread(rounds, Round::toYardstick).tooWide() ? Round::toYardstick : Round::toPeer;
        var spread = spread(rounds, ratio);
        return rounds.indexOf(rounds.stream()
                .max(Comparator.comparingDouble(round -> spread.distance(ratio.applyAsDouble(round))))
                .orElseThrow());
    }

    private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    private static void report(List<Round> rounds) {
        line("whole path / COPY of the same rows", rounds, Round::toYardstick, "aim 0.5 or more");
        line("whole path / Spring Batch", rounds, Round::toPeer, "aim 2 or more");
        line("CPU per record / Spring Batch's", rounds, Round::cpuToPeer, "aim 0.7 or less");
        line("CPU per record, µs", rounds, round -> round.hub().cpuMicrosPerRecord(), "aim 30 or less");
        line("the same file again / first time", rounds, Round::againToFirst, "aim 1.2 or more, nothing added");
        if (rounds.get(0).lastToFirst() > 0) {
            line("last 100,000 rows / first", rounds, Round::lastToFirst, "aim 0.9 or more, nothing analysed");
        }
        line(
                "peak memory of the hub, MiB",
                rounds,
                round -> round.hub().client().peakMiB(),
                "");
    }

    private static void line(String what, List<Round> rounds, ToDoubleFunction<Round> figure, String aim) {
        System.out.printf(Locale.ROOT, "  => %-36s %s  %s%n", what, spread(rounds, figure), aim);
    }
}
