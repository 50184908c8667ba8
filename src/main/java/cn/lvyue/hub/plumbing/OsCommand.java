package cn.lvyue.hub.plumbing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A short command of the operating system that has run to its end.
 *
 * @param output what it wrote to both of its outputs
 */
record OsCommand(int exit, String output) {
    private static final int NOT_FOUND = 127;

    /** Runs a command; one that does not exist ends with 127, as in a shell. */
    static OsCommand run(List<String> command) {
        try {
            var process = builder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new OsCommand(process.waitFor(), output.strip());
        } catch (IOException e) {
            return new OsCommand(NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command.get(0), e);
        }
    }

    static OsCommand run(String... command) {
        return run(List.of(command));
    }

    /** A command with none of the hub's environment but the path: what stands there, a token perhaps, is for the hub alone. */
    static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(Set.of("PATH"));
        return builder;
    }

    boolean succeeded() {
        return exit == 0;
    }
}
