package cn.lvyue.hub.benchmark;

import java.io.IOException;

/** Time and processor time of this process between two moments, told to the process that started it in one line. */
final class Stopwatch {
    private static final String MARK = "measured: ";

    private final long started = System.nanoTime();
    private final double cpu;

    /** @param seconds by the clock; @param cpuSeconds of the process itself; @param peakMiB of its memory, from its start */
    record Figures(double seconds, double cpuSeconds, long peakMiB) {}

    private Stopwatch() throws IOException {
        cpu = ProcessFigures.cpuSeconds(ProcessHandle.current().pid());
    }

    static Stopwatch start() throws IOException {
        return new Stopwatch();
    }

    Figures stop() throws IOException {
        long pid = ProcessHandle.current().pid();
        return new Figures(
                (System.nanoTime() - started) / 1e9,
                ProcessFigures.cpuSeconds(pid) - cpu,
                ProcessFigures.peakMemoryMiB(pid));
    }

    /** Prints figures so that {@link #read} finds them. */
    static void tell(Figures figures) {
        System.out.println(MARK + figures.seconds() + " " + figures.cpuSeconds() + " " + figures.peakMiB());
    }

    static Figures read(String output) {
        for (var line : output.lines().toList()) {
            if (line.startsWith(MARK)) {
                var parts = line.substring(MARK.length()).split(" ");
                return new Figures(
                        Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Long.parseLong(parts[2]));
            }
        }
        throw new IllegalStateException("nothing measured:\n" + output);
    }
}
