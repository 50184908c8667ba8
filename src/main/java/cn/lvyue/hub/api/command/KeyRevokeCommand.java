package cn.lvyue.hub.api.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", mixinStandardHelpOptions = true, description = "吊销密钥，立即生效%nRevoke a key at once")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class KeyRevokeCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Parameters(index = "0", paramLabel = "FEED", description = "来源 / feed")
    private String feed;

    @Parameters(index = "1", paramLabel = "KEY", description = "密钥标识 / key id")
    private String keyId;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    KeyRevokeCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var key = hub.delete(KeyText.path(feed) + "/" + Told.encoded(keyId));
        if (json) {
            output.jsonDocument(key);
        } else {
            output.line("密钥 %s 已于 %s 吊销 / key %s is revoked since %s"
                    .formatted(
                            KeyText.text(key, "keyId"),
                            KeyText.text(key, "revokedAt"),
                            KeyText.text(key, "keyId"),
                            KeyText.text(key, "revokedAt")));
        }
        return 0;
    }
}
