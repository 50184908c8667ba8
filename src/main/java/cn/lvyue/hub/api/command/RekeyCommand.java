package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.Polling;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "rekey",
        mixinStandardHelpOptions = true,
        description = "新建数据密钥并重新加密存档%nMake a new data key and seal the archive anew")
final class RekeyCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--show", description = "只看进度 / only tell how far it is")
    private boolean show;

    @Option(names = "--wait", description = "等到做完 / wait until it is done")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "86400",
            description = "最多等待秒数 / wait at most so many seconds (default ${DEFAULT-VALUE})")
    private int timeout;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    RekeyCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var progress = show ? hub.get("/archive/rekey") : hub.post("/archive/rekey");
        if (wait) {
            progress = Polling.until(Duration.ofSeconds(timeout), this::told, RekeyCommand::ended);
        }
        if (json) {
            output.jsonDocument(progress);
        } else {
            output.line(line(progress));
        }
        return !wait || ended(progress) && progress.path("damaged").asLong(0) == 0 ? 0 : 1;
    }

    private JsonNode told() {
        var progress = hub.get("/archive/rekey");
        output.progress(line(progress));
        return progress;
    }

    private static boolean ended(JsonNode progress) {
        return progress.path("state").asString("").equals("DONE");
    }

    private static String line(JsonNode progress) {
        return "数据密钥 data key %d，%s：至报文 up to message %s / %s，%d 段 pieces，%d MB，损坏 damaged %d"
                .formatted(
                        progress.path("dataKey").asInt(0),
                        ended(progress) ? "完成 done" : "进行中 going on",
                        progress.path("afterMessage").asString(""),
                        progress.path("lastMessage").asString(""),
                        progress.path("pieces").asLong(0),
                        progress.path("bytes").asLong(0) >> 20,
                        progress.path("damaged").asLong(0));
    }
}
