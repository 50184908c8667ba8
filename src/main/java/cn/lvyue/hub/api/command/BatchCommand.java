package cn.lvyue.hub.api.command;

import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.ops.Polling;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(name = "batch", mixinStandardHelpOptions = true, description = "立即封批并报送%nSeal a batch and push it now")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class BatchCommand implements Callable<Integer> {
    private static final Set<String> ENDED =
            Set.of(BatchState.RECEIPTED.name(), BatchState.PARTLY.name(), BatchState.FAILED.name());

    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(names = "--target", required = true, description = "provincial 或 or national")
    private String target;

    @Option(names = "--date", description = "业务日期，默认今日 / business day, today by default (yyyy-MM-dd)")
    private @Nullable LocalDate date;

    @Option(names = "--wait", description = "等到有回执 / wait for the receipts")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "300",
            description = "最多等待秒数 / wait at most so many seconds (default ${DEFAULT-VALUE})")
    private int timeout;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    BatchCommand(Output output) {
        this.output = output;
    }

    /** Without waiting, sealed is success; with waiting, only what the platform has receipted in full. */
    @Override
    public Integer call() {
        var query = "?target=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
        var sealed = hub.post("/batches" + query + (date == null ? "" : "&date=" + date));
        var batch = wait ? settled(sealed) : sealed;
        if (json) {
            output.jsonDocument(batch);
        } else {
            tell(batch);
        }
        return !wait || state(batch).equals(BatchState.RECEIPTED.name()) ? 0 : 1;
    }

    private JsonNode settled(JsonNode sealed) {
        output.note("批次 %s 已封，等待回执 / batch %s sealed, waiting for receipts".formatted(number(sealed), number(sealed)));
        var path = "/batches/" + sealed.path("batchId").asString("");
        return Polling.until(Duration.ofSeconds(timeout), () -> hub.get(path), batch -> ENDED.contains(state(batch)));
    }

    private void tell(JsonNode batch) {
        output.line("批次 batch %s（%s，%s）：%d 条 records，%s%s%s%s"
                .formatted(
                        number(batch),
                        batch.path("target").asString(""),
                        batch.path("businessDate").asString(""),
                        batch.path("records").asInt(0),
                        state(batch),
                        batch.path("zeroReport").asBoolean(false) ? "，零报 zero report" : "",
                        batch.path("supplement").asBoolean(false) ? "，补报 supplement" : "",
                        batch.path("held").isNull() || batch.path("held").isMissingNode()
                                ? ""
                                : "，暂缓 held：" + batch.path("held").asString("")));
        for (var each : batch.path("packages")) {
            output.line("  包 package %d %s：%d 条 records，%s"
                    .formatted(
                            each.path("sequence").asInt(0),
                            each.path("packageId").asString(""),
                            each.path("records").asInt(0),
                            each.path("state").asString("")));
            each.path("receipts")
                    .forEach(receipt -> output.line("    %s %s %s"
                            .formatted(
                                    receipt.path("stage").asString(""),
                                    receipt.path("code").asString(""),
                                    receipt.path("message").asString(""))));
            each.path("findings")
                    .forEach(finding -> output.line("    %s %s"
                            .formatted(
                                    finding.path("code").asString(""),
                                    finding.path("detail").asString(""))));
        }
    }

    private static String number(JsonNode batch) {
        return batch.path("batchNo").asString("");
    }

    private static String state(JsonNode batch) {
        return batch.path("state").asString("");
    }
}
