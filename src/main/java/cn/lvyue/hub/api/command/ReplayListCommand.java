package cn.lvyue.hub.api.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", mixinStandardHelpOptions = true, description = "重放列表，新的在前%nReplays, newest first")
final class ReplayListCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--limit", defaultValue = "20", description = "条数 / how many (default ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    ReplayListCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var page = hub.get("/replays?limit=" + limit);
        if (json) {
            output.jsonDocument(page);
        } else {
            page.path("items").forEach(replay -> ReplayText.tell(output, replay));
        }
        return 0;
    }
}
