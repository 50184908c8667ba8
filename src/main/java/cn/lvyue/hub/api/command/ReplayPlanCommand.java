package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.Polling;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "制定重放计划，可随即开始%nPlan a replay, and start it if asked to")
@SuppressWarnings("NullAway.Init") // set by picocli before call
final class ReplayPlanCommand implements Callable<Integer> {
    private final Output output;

    @Mixin
    private final RunningHub hub = new RunningHub();

    @Option(
            names = "--mode",
            defaultValue = "reprocess",
            description = "reprocess、redeliver 或 or correct (default ${DEFAULT-VALUE})")
    private String mode;

    @Option(names = "--reason", required = true, description = "理由 / why")
    private String reason;

    @Option(names = "--message", description = "报文编号，可多次 / a message's number, may be repeated")
    private List<String> messages = List.of();

    @Option(names = "--package", description = "包编号，可多次 / a package's id, may be repeated")
    private List<String> packages = List.of();

    @Option(names = "--record", description = "投诉编号，可多次 / a complaint's number, may be repeated")
    private List<String> records = List.of();

    @Option(names = "--number", description = "来源编号，与 --feed 同用 / a source record's number, with --feed")
    private List<String> numbers = List.of();

    @Option(names = "--feed", description = "来源 / feed")
    private @Nullable String feed;

    @Option(names = "--from", description = "收到时间起 / received from, 2023-10-15T00:00:00+08:00")
    private @Nullable String from;

    @Option(names = "--to", description = "收到时间止（不含） / received before")
    private @Nullable String to;

    @Option(names = "--status", description = "报文状态 / done, unreadable, failed")
    private @Nullable String status;

    @Option(names = "--outcome", description = "处理结果 / outcome")
    private @Nullable String outcome;

    @Option(names = "--finding", description = "校验代码 / a finding's code")
    private @Nullable String finding;

    @Option(names = "--target", description = "provincial 或 or national")
    private @Nullable String target;

    @Option(names = "--delivery", description = "报送状态 / sealed, unknown, sent, receipted, refused, failed")
    private @Nullable String delivery;

    @Option(names = "--set", description = "更正：字段=新值，可多次 / correct: FIELD=VALUE, may be repeated")
    private Map<String, String> changes = Map.of();

    @Option(names = "--rate", description = "每秒条数 / records a second")
    private @Nullable Integer rate;

    @Option(names = "--dry-run", description = "只看计划 / only the plan")
    private boolean dryRun;

    @Option(names = "--start", description = "计划后随即开始 / start it once it is planned")
    private boolean start;

    @Option(names = "--wait", description = "等到各平台答复 / with --start: wait until every platform has answered")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "3600",
            description = "最多等待秒数 / wait at most so many seconds (default ${DEFAULT-VALUE})")
    private int timeout;

    @Option(names = "--json", description = Told.JSON)
    private boolean json;

    ReplayPlanCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        var planning = hub.post("/replays?wait=1", body());
        var id = planning.path("replayId").asString("");
        var replay = Polling.until(
                Duration.ofSeconds(timeout),
                () -> ReplayText.progress(output, hub.get("/replays/" + id)),
                seen -> !ReplayText.state(seen).equals("PLANNING"));
        if (start && ReplayText.state(replay).equals("PLANNED")) {
            replay = hub.post("/replays/" + id + "/start");
            if (wait) {
                replay = ReplayText.ended(hub, output, id, timeout);
            }
        }
        if (json) {
            output.jsonDocument(replay);
        } else {
            ReplayText.tell(output, replay);
        }
        return ReplayText.isGood(replay, start, wait) ? 0 : 1;
    }

    private JsonNode body() {
        var select = new LinkedHashMap<String, Object>();
        put(select, "messageIds", messages);
        put(select, "packageIds", packages);
        put(select, "recordIds", records);
        put(select, "sourceRecordNos", numbers);
        put(select, "feed", feed);
        put(select, "receivedFrom", from);
        put(select, "receivedTo", to);
        put(select, "status", status);
        put(select, "outcome", outcome);
        put(select, "finding", finding);
        put(select, "target", target);
        put(select, "deliveryState", delivery);
        var body = new LinkedHashMap<String, Object>();
        body.put("select", select);
        body.put("mode", mode);
        body.put("reason", reason);
        body.put("dryRun", dryRun);
        put(body, "rate", rate);
        if (!changes.isEmpty()) {
            body.put("changes", changes);
        }
        return output.json().valueToTree(body);
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
            into.put(name, value);
        }
    }
}
