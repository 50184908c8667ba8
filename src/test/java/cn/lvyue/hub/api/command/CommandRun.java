package cn.lvyue.hub.api.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** A run of the command line in this process, with its output captured. */
public record CommandRun(int code, String out, String err) {
    static CommandRun of(Supplier<OfflineHub> offline, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var output = new Output(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        int code = HubCommandLine.run(args, output, offline);
        return new CommandRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    public static CommandRun of(String... args) {
        return of(
                () -> {
                    throw new AssertionError("no module is needed");
                },
                args);
    }
}
