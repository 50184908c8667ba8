package cn.lvyue.hub.api.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "list", mixinStandardHelpOptions = true, description = "来源的密钥%nThe keys of a feed")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class KeyListCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Parameters(paramLabel = "FEED", description = "来源 / feed")
    private String feed;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    KeyListCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var keys = hub.get(KeyText.path(feed));
        if (json) {
            output.jsonDocument(keys);
        } else {
            output.line(KeyText.table(keys));
        }
        return 0;
    }
}
