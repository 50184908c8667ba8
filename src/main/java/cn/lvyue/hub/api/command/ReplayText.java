package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.Polling;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Replays in words. */
final class ReplayText {
    private static final Set<String> STANDING = Set.of("PAUSED", "STOPPED", "CANCELLED", "DONE", "PLANNED");

    private ReplayText() {}

    static String state(JsonNode replay) {
        return replay.path("state").asString("");
    }

    /** Waits until a replay stands still or every platform has answered. */
    static JsonNode ended(RunningHub hub, Output output, String id, int timeout) {
        return Polling.until(
                Duration.ofSeconds(timeout),
                () -> progress(output, hub.get("/replays/" + id)),
                seen -> STANDING.contains(state(seen)));
    }

    /** One line of how far it is, on the stream for progress. */
    static JsonNode progress(Output output, JsonNode replay) {
        output.progress("重放 replay %s：%s，%d / %d"
                .formatted(
                        replay.path("replayId").asString(""),
                        state(replay),
                        replay.path("progress").path("done").asLong(0),
                        replay.path("plan").path("records").asLong(0)));
        return replay;
    }

    /** Planned is good; once started only what every platform has answered is, if that was waited for. */
    static boolean isGood(JsonNode replay, boolean started, boolean waited) {
        var state = state(replay);
        if (!started) {
            return state.equals("PLANNED");
        }
        return waited
                ? state.equals("DONE")
                : Set.of("RUNNING", "WAITING_FOR_RECEIPTS", "DONE").contains(state);
    }

    static void tell(Output output, JsonNode replay) {
        output.line("重放 replay %s（%s）：%s，%s"
                .formatted(
                        replay.path("replayId").asString(""),
                        replay.path("mode").asString(""),
                        state(replay),
                        replay.path("reason").asString("")));
        var plan = replay.path("plan");
        if (plan.isObject()) {
            output.line(
                    "  计划 plan：%d 条 records，新增 new %d，变化 changed %d，不变 unchanged %d，不能 impossible %d，平台已入库 receipted %d"
                            .formatted(
                                    plan.path("records").asLong(0),
                                    plan.path("new").asLong(0),
                                    plan.path("changed").asLong(0),
                                    plan.path("unchanged").asLong(0),
                                    plan.path("impossible").asLong(0),
                                    plan.path("alreadyReceipted").asLong(0)));
            plan.path("why")
                    .forEach(why -> output.line("    %s：%d"
                            .formatted(
                                    why.path("why").asString(""),
                                    why.path("records").asLong(0))));
            plan.path("readWith")
                    .forEach(with -> output.line("    %s：映射 mapping %s，标准 pack %s"
                            .formatted(
                                    with.path("feed").asString(""),
                                    with.path("mapping").asString(""),
                                    with.path("pack").asString(""))));
        }
        var progress = replay.path("progress");
        if (progress.isObject()) {
            output.line(
                    "  结果 result：完成 done %d，新增 new %d，变化 changed %d，不变 unchanged %d，不能 impossible %d，与计划不同 unplanned %d"
                            .formatted(
                                    progress.path("done").asLong(0),
                                    progress.path("new").asLong(0),
                                    progress.path("changed").asLong(0),
                                    progress.path("unchanged").asLong(0),
                                    progress.path("impossible").asLong(0),
                                    progress.path("unplanned").asLong(0)));
            progress.path("answers")
                    .properties()
                    .forEach(of -> output.line("    平台 platform %s：%s".formatted(of.getKey(), of.getValue())));
        }
        if (replay.path("needsApproval").asBoolean(false)
                && replay.path("approvedBy").isNull()) {
            output.line("  须另一人批准 / another person has to approve: hub replay approve "
                    + replay.path("replayId").asString(""));
        }
        if (!replay.path("note").isNull()) {
            output.line("  " + replay.path("note").asString(""));
        }
    }
}
