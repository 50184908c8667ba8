package cn.lvyue.hub.api.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "months",
        mixinStandardHelpOptions = true,
        description = "归档各月及其所在%nThe months of the archive and where they are")
final class MonthsCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    MonthsCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var months = hub.get("/archive/months");
        if (json) {
            output.jsonDocument(months);
        } else {
            MonthText.lines(months).forEach(output::line);
        }
        return 0;
    }
}
