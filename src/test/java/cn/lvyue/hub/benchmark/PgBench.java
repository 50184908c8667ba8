package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The yardstick: PostgreSQL's own pgbench with the same insert, one commit each. */
final class PgBench {
    private final Path program;
    private final Path script;

    /** @param perSecond transactions a second; @param milliseconds mean time of one */
    record Result(double perSecond, double milliseconds, long transactions) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,.0f/s, mean %.2f ms", perSecond, milliseconds);
        }
    }

    private PgBench(Path program, Path home) throws IOException {
        this.program = program;
        this.script = home.resolve("insert.pgbench");
        var sql = PlainEndpoint.INSERT
                .replace(":feed", "'" + PostBody.FEED + "'")
                .replace(":size", Integer.toString(PostBody.of(1).getBytes(StandardCharsets.UTF_8).length))
                .replace(":body", "convert_to(:body, 'UTF8')")
                .replace(":digest", "decode('" + "5a".repeat(32) + "', 'hex')")
                .replace(":once", "'k' || :n")
                .replaceAll("\\s+", " ");
        Files.writeString(script, "\\set n random(1, 9000000000000)\n" + sql + ";\n");
    }

    /** @param named the program, or null to look for it on the path */
    static Optional<PgBench> find(String named, Path home) throws IOException {
        for (var folder : (named == null
                        ? System.getenv("PATH")
                        : Path.of(named).getParent().toString())
                .split(":")) {
            var program = Path.of(folder, "pgbench");
            if (Files.isExecutable(program)) {
                return Optional.of(new PgBench(program, home));
            }
        }
        return Optional.empty();
    }

    String version() throws IOException {
        return ChildProcess.run(List.of(program.toString(), "--version")).trim();
    }

    Result run(int port, String database, int clients, int seconds) throws IOException {
        var body = PostBody.of(1);
        var output = ChildProcess.run(List.of(
                program.toString(),
                "-n",
                "-M",
                "prepared",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "postgres",
                "-c",
                Integer.toString(clients),
                "-j",
                "1",
                "-T",
                Integer.toString(seconds),
                "-D",
                "body=" + body,
                "-f",
                script.toString(),
                database));
        return new Result(figure(output, "tps = "), figure(output, "latency average = "), (long)
                figure(output, "number of transactions actually processed: "));
    }

    private static double figure(String output, String label) {
        return output.lines()
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).split("[ /]")[0])
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no '" + label + "' in\n" + output));
    }
}
