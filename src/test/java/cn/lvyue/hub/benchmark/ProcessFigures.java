package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What Linux tells of processes under /proc. */
final class ProcessFigures {
    /** USER_HZ, which Linux fixes at 100 for /proc. */
    private static final double TICKS_A_SECOND = 100;

    private ProcessFigures() {}

    /** Processor time of a process so far, without its children; 0 if there is no such process. */
    static double cpuSeconds(long pid) throws IOException {
        return ticks(pid, false) / TICKS_A_SECOND;
    }

    /** Processor time of a process and everything it started, ended children included. */
    static double cpuSecondsOfTree(long pid) throws IOException {
        long ticks = ticks(pid, true);
        var root = ProcessHandle.of(pid).orElseThrow();
        for (var descendant : root.descendants().toList()) {
            ticks += ticks(descendant.pid(), true);
        }
        return ticks / TICKS_A_SECOND;
    }

    /** The most memory a process ever had resident, in MiB. */
    static long peakMemoryMiB(long pid) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("no VmHWM for process " + pid);
    }

    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).trim();
    }

    private static long ticks(long pid, boolean withEndedChildren) throws IOException {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name of the program, in parentheses, may hold blanks; the third field follows it.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            return withEndedChildren ? ticks + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : ticks;
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
