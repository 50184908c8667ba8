package cn.lvyue.hub.api.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "returned",
        mixinStandardHelpOptions = true,
        description = "取回退回补正的文件%nFetch a message's document with what is to be corrected")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class ReturnedCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Parameters(index = "0", paramLabel = "<message-id>", description = "报文编号 / message")
    private String message;

    @Option(names = "--out", required = true, description = "写到此文件 / file to write")
    private Path out;

    @Mixin
    private final Reason reason = new Reason();

    ReturnedCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        hub.download("/messages/" + Told.encoded(message) + "/returned" + reason.query(), out);
        output.line("已写入 written: " + out);
        return 0;
    }
}
