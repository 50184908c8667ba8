package cn.lvyue.hub.api.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "attach", mixinStandardHelpOptions = true, description = "将另存的月份放回数据库%nPut a month back from its file")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class AttachCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description =
                    "枢纽所在机器上的文件，在 hub.archive.elsewhere 之下 / file on the hub's machine, below hub.archive.elsewhere")
    private String file;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    AttachCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var state = hub.postPatiently("/archive/months/attach?file=" + Told.encoded(file));
        if (json) {
            output.jsonDocument(state);
        } else {
            MonthText.lines(List.of(state)).forEach(output::line);
        }
        return 0;
    }
}
