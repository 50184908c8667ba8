package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts other programs: each side of a comparison is a process of its own. */
final class ChildProcess {
    private ChildProcess() {}

    /** Runs a program to its end. @return what it wrote */
    static String run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + output);
            }
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        return output;
    }

    /** Runs a program whose failure does not matter. */
    static void tryRun(List<String> command) {
        try {
            run(command);
        } catch (IOException ignored) {
            // As announced.
        }
    }

    /** The command for a Java program on this one's class path. */
    static List<String> java(List<String> jvmOptions, Class<?> main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }
}
