package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the hub's readers against others on the same file, in turns, each in a process of its own, and prints ratios. How to
 * run it and how to read it: src/docs/benchmarks.md.
 */
final class ReadersBenchmark {
    private static final String WRITER_HEAP = "-Xmx8g";

    private final Path home;
    private final int pairs;

    private record Side(String reader, Path file, String heap) {}

    private ReadersBenchmark(Path home, int pairs) {
        this.home = home;
        this.pairs = pairs;
    }

    /** {@code [--rows 1000000] [--short 100000] [--pairs 3] [--heap 128m] [--home target/bench] [--only xlsx,poi,copy,csv,json]}. */
    static void run(Options options) throws IOException {
        var home = Path.of(options.text("home", "target/bench"));
        Files.createDirectories(home);
        var benchmark = new ReadersBenchmark(home, (int) options.number("pairs", 3));
        var only = List.of(options.text("only", "xlsx,poi,copy,csv,json").split(","));
        long rows = options.number("rows", 1_000_000);
        var heap = options.text("heap", "128m");
        System.out.printf(
                "Java %s, %d processors, load %s%n",
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors(),
                ProcessFigures.load());
        if (only.contains("xlsx")) {
            var file = benchmark.file("xlsx", rows);
            benchmark.compare(
                    "P6 workbook of %,d rows: time / fastexcel-reader's, aim 0.8 or less".formatted(rows),
                    new Side("hub-workbook", file, heap),
                    new Side("fastexcel", file, "4g"));
        }
        if (only.contains("poi")) {
            benchmark.againstPoi(options.number("short", 100_000), heap);
        }
        if (only.contains("copy")) {
            benchmark.writing(rows, heap);
        }
        if (only.contains("csv")) {
            benchmark.charsets(rows, heap);
        }
        if (only.contains("json")) {
            for (var shape : List.of("ndjson", "array")) {
                var file = benchmark.file(shape, rows);
                benchmark.compare(
                        "P10 JSON (%s) of %,d records: time / Jackson's tokens, aim 1.25 or less"
                                .formatted(shape, rows),
                        new Side("hub-json", file, heap),
                        new Side("jackson", file, heap));
            }
        }
    }

    private void againstPoi(long rows, String heap) throws IOException {
        var file = file("xlsx", rows);
        compare(
                "P7 workbook of %,d rows: time / POI's events, aim 0.29 or less".formatted(rows),
                new Side("hub-workbook", file, heap),
                new Side("poi-event", file, "4g"));
        compare(
                "P7 workbook of %,d rows: time / POI's user model, aim 0.08 or less".formatted(rows),
                new Side("hub-workbook", file, heap),
                new Side("poi-user", file, "8g"));
    }

    private void charsets(long rows, String heap) throws IOException {
        var gb = home.resolve("gb18030-" + rows + ".csv");
        var utf8 = home.resolve("utf8-" + rows + ".csv");
        HotlineFile.inOrder(rows).writeTo(gb);
        new HotlineFile(StandardCharsets.UTF_8, rows, 0).writeTo(utf8);
        compare(
                "P9 CSV of %,d rows, read and mapped: time in GB18030 / in UTF-8, aim 1.18 or less".formatted(rows),
                new Side("hub-mapped", gb, heap),
                new Side("hub-mapped", utf8, heap));
    }

    /** The hub writes workbooks when it gives them back marked. */
    private void writing(long rows, String heap) throws IOException {
        var sent = file("xlsx", rows);
        System.out.printf("%nP8 workbook of %,d rows written: time / POI's SXSSF, aim 0.56 or less%n", rows);
        compare(() -> written("hub-copy", heap, sent, rows), () -> written("poi-sxssf", "4g", sent, rows));
    }

    /** @return the time of the writer, and what a reader finds in the workbook */
    private Run written(String writer, String heap, Path sent, long rows) throws IOException {
        var written = home.resolve(writer + ".xlsx");
        var output = ChildProcess.run(ChildProcess.java(
                List.of("-Xmx" + heap),
                WritingSide.class,
                List.of(writer, sent.toString(), written.toString(), Long.toString(rows))));
        var reading = read(new Side("hub-workbook", written, heap));
        Files.delete(written);
        return new Run(writer, heap, Stopwatch.read(output), ReadingSide.Seen.in(reading));
    }

    private Path file(String kind, long rows) throws IOException {
        var file = home.resolve("wide-" + rows + (kind.equals("xlsx") ? ".xlsx" : "." + kind));
        if (!Files.exists(file)) {
            ChildProcess.run(ChildProcess.java(
                    List.of(WRITER_HEAP), WideFiles.class, List.of(kind, file.toString(), Long.toString(rows))));
        }
        return file;
    }

    private void compare(String what, Side ours, Side theirs) throws IOException {
        System.out.printf("%n%s%n", what);
        compare(() -> run(ours), () -> run(theirs));
    }

    private interface Turn {
        Run run() throws IOException;
    }

    /** The sides take turns; what is told is the ratio of their times. */
    private void compare(Turn ours, Turn theirs) throws IOException {
        var ratios = new ArrayList<Double>();
        for (int n = 1; n <= pairs; n++) {
            System.out.printf("round %d, load %s%n", n, ProcessFigures.load());
            var a = ours.run();
            a.tell();
            var b = theirs.run();
            b.tell();
            if (!a.seen.equals(b.seen)) {
                throw new IllegalStateException("%s gave %s, but %s %s".formatted(a.side, a.seen, b.side, b.seen));
            }
            ratios.add(a.figures.seconds() / b.figures.seconds());
        }
        System.out.println("  => " + Spread.of(ratios));
    }

    private record Run(String side, String heap, Stopwatch.Figures figures, ReadingSide.Seen seen) {
        void tell() {
            System.out.printf(
                    Locale.ROOT,
                    "  %-14s -Xmx%-5s %8.2f s, %8.2f s processor, peak %5d MiB, %,d rows%n",
                    side,
                    heap,
                    figures.seconds(),
                    figures.cpuSeconds(),
                    figures.peakMiB(),
                    seen.rows());
        }
    }

    private static Run run(Side side) throws IOException {
        var output = read(side);
        return new Run(side.reader, side.heap, Stopwatch.read(output), ReadingSide.Seen.in(output));
    }

    private static String read(Side side) throws IOException {
        return ChildProcess.run(ChildProcess.java(
                List.of("-Xmx" + side.heap), ReadingSide.class, List.of(side.reader, side.file.toString())));
    }
}
