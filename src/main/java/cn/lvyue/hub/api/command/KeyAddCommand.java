package cn.lvyue.hub.api.command;

import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "新建密钥，密文仅显示一次%nIssue a key; its secret is shown once")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class KeyAddCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Parameters(paramLabel = "FEED", description = "来源 / feed")
    private String feed;

    @Option(
            names = "--algorithm",
            defaultValue = "HMAC-SM3",
            description = "HMAC-SM3 或 or HMAC-SHA256 (default ${DEFAULT-VALUE})")
    private String algorithm;

    @Option(names = "--from", description = "生效时刻，默认立即 / valid from, now by default (2027-01-01T00:00:00+08:00)")
    private @Nullable OffsetDateTime from;

    @Option(names = "--until", description = "失效时刻，默认一年后 / valid until, a year by default")
    private @Nullable OffsetDateTime until;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    KeyAddCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var key = hub.post(KeyText.path(feed) + "?algorithm=" + Told.encoded(algorithm)
                + Told.parameter("notBefore", from) + Told.parameter("expires", until));
        if (json) {
            output.jsonDocument(key);
        } else {
            output.line(KeyText.issued(key));
        }
        return 0;
    }
}
