package cn.lvyue.hub.api.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "detach",
        mixinStandardHelpOptions = true,
        description = "将一个月移出数据库，另存为文件%nTake a month out of the database into a file")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class DetachCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Parameters(index = "0", paramLabel = "MONTH", description = "如 2026-03 / like 2026-03")
    private String month;

    @Option(
            names = "--to",
            defaultValue = "",
            description =
                    "枢纽所在机器上的文件夹，在 hub.archive.elsewhere 之下 / folder on the hub's machine, below hub.archive.elsewhere")
    private String to;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    DetachCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var query = to.isBlank() ? "" : "?to=" + Told.encoded(to);
        var state = hub.postPatiently("/archive/months/" + Told.encoded(month) + "/detach" + query);
        if (json) {
            output.jsonDocument(state);
        } else {
            MonthText.lines(List.of(state)).forEach(output::line);
        }
        return 0;
    }
}
