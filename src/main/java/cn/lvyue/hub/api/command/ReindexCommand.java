package cn.lvyue.hub.api.command;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "reindex",
        mixinStandardHelpOptions = true,
        description = {
            "重建检索索引并显示进度%nBuild the search index anew and show how far it is",
            "在枢纽后台进行：中断此命令无妨，再以 --watch 查看 / goes on in the hub: this command may be interrupted, --watch looks again"
        })
final class ReindexCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--month", description = "只重建一个月，如 202603 / one month only")
    private @Nullable Integer month;

    @Option(names = "--watch", description = "不重建，只看进度 / build nothing, show how far it is")
    private boolean watch;

    ReindexCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws InterruptedException {
        var state = watch
                ? hub.get("/archive/index")
                : hub.post("/archive/index/rebuild" + (month == null ? "" : "?month=" + month));
        while (waiting(state) > 0) {
            output.note("记录 records %,d，报文 messages %,d，待入 waiting %,d"
                    .formatted(
                            state.path("records").asLong(0),
                            state.path("messages").asLong(0),
                            waiting(state)));
            TimeUnit.SECONDS.sleep(2);
            state = hub.get("/archive/index");
        }
        output.line("索引完成 indexed: records %,d, messages %,d, %,d bytes"
                .formatted(
                        state.path("records").asLong(0),
                        state.path("messages").asLong(0),
                        state.path("bytes").asLong(0)));
        return 0;
    }

    private static long waiting(JsonNode state) {
        return state.path("index").path("waiting").asLong(0);
    }
}
