package cn.lvyue.hub.api.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = "轮换密钥：新建后继，旧的在重叠期后失效%nRotate a key: issue a successor, let the old one expire after an overlap")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class KeyRotateCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Parameters(index = "0", paramLabel = "FEED", description = "来源 / feed")
    private String feed;

    @Parameters(index = "1", paramLabel = "KEY", description = "密钥标识 / key id")
    private String keyId;

    @Option(names = "--overlap", description = "新旧并存多久，默认 hub.door.overlap / how long both count, as 7d or 12h")
    private @Nullable String overlap;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    KeyRotateCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var query = overlap == null ? "" : "?overlap=" + Told.encoded(overlap);
        var key = hub.post(KeyText.path(feed) + "/" + Told.encoded(keyId) + "/rotation" + query);
        if (json) {
            output.jsonDocument(key);
        } else {
            output.line(KeyText.issued(key));
        }
        return 0;
    }
}
