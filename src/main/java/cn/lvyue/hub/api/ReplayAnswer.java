package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.replay.Replays;
import cn.lvyue.hub.replay.Replays.State;
import cn.lvyue.hub.replay.Replays.View;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "Replay", description = "一次重放：计划、进度与结果 / A replay: its plan, how far it is, and what became of it")
public record ReplayAnswer(
        String replayId,

        @Schema(allowableValues = {"reprocess", "redeliver", "correct"})
        String mode,

        @Schema(description = "DONE 表示各平台均已答复 / DONE means every platform concerned has answered")
        State state,

        String reason,

        @Schema(description = "令牌名称 / the name of the token")
        String author,

        boolean dryRun,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime endedAt,

        @Schema(description = "须第二人批准 / a second person has to approve")
        boolean needsApproval,

        @Nullable String approvedBy,

        @Schema(description = "停止的原因 / why it stands still") @Nullable
        String note,

        @Nullable PlanAnswer plan,
        @Nullable ProgressAnswer progress,
        List<EventAnswer> events) {

    @Schema(name = "ReplayPlan", description = "将会如何 / What would become of it")
    public record PlanAnswer(
            long records,
            @JsonProperty("new") long added,
            long changed,
            long unchanged,

            @Schema(description = "其中现版本已由平台入库的 / of all, those a platform has receipted at their present revision")
            long alreadyReceipted,

            long impossible,
            long packages,
            Map<Outcome, Long> outcomes,

            @Schema(description = "不能重放的原因 / why some cannot be done")
            List<WhyAnswer> why,

            List<ReadWithAnswer> readWith) {}

    @Schema(name = "ReplayWhy")
    public record WhyAnswer(
            @Schema(description = "校验代码或说明 / codes of findings, or words")
            String why,

            long records) {}

    @Schema(name = "ReplayReadWith", description = "所用映射与标准包 / the mapping and standard pack it is read with")
    public record ReadWithAnswer(String feed, String mapping, String pack) {}

    @Schema(name = "ReplayProgress", description = "已完成的，及平台的答复 / What is done, and what the platforms say")
    public record ProgressAnswer(
            long done,
            @JsonProperty("new") long added,
            long changed,
            long unchanged,
            long impossible,

            @Schema(description = "与计划不同的 / otherwise than planned")
            long unplanned,

            Map<Outcome, Long> outcomes,

            @Schema(description = "各平台：状态与条数 / by platform: states with records")
            Map<String, Map<String, Long>> answers) {}

    @Schema(name = "ReplayEvent")
    public record EventAnswer(
            OffsetDateTime at,
            String author,
            String action,
            @Nullable String detail) {}

    @Schema(name = "ReplayPage")
    public record Page(List<ReplayAnswer> items, @Nullable String next) {}

    @Schema(name = "ReplayRecord", description = "重放的一条记录 / One record of a replay")
    public record RecordItem(
            String messageId,
            int row,
            String sourceRecordNo,

            @Schema(description = "计划 / as planned") @Nullable
            ReplayEffect planned,

            @Schema(description = "实际；未完成时为 null / as it was; null while not done") @Nullable
            ReplayEffect effect,

            @Nullable Outcome outcome,
            @Nullable String recordId,
            @Nullable Integer revision,
            List<FindingAnswer> findings,

            @Schema(description = "平台的答复 / what the platforms say")
            List<AnswerItem> answers,

            @Schema(description = "与现版本的差异，仅 diff=true / what differs, with diff=true only") @Nullable
            List<DiffAnswer> diff) {}

    @Schema(name = "ReplayRecordAnswer")
    public record AnswerItem(
            String target,
            String state,
            @Nullable UUID packageId,
            @Nullable String platformId,
            @Nullable String code,
            @Nullable String message) {
        static AnswerItem of(Replays.Answer answer) {
            return new AnswerItem(
                    answer.target().id(),
                    answer.state(),
                    answer.packageId(),
                    answer.platformId(),
                    answer.code(),
                    answer.message());
        }
    }

    @Schema(name = "ReplayDiff", description = "一个字段的差异，个人信息已脱敏 / one field that differs, personal data masked")
    public record DiffAnswer(
            String field, @Nullable String before, @Nullable String after) {}

    @Schema(name = "ReplayRecordPage")
    public record RecordPage(
            List<RecordItem> items, @Nullable String next) {}

    @Schema(name = "ReplayLink", description = "重放本报文的 / a replay that did this again")
    public record LinkAnswer(
            String replayId,
            String mode,
            String author,
            String reason,
            OffsetDateTime at,

            @Schema(description = "产生版本的记录数 / records it made a revision of")
            long records) {
        static LinkAnswer of(Replays.Link link) {
            return new LinkAnswer(
                    Long.toString(link.replay()),
                    link.mode().name().toLowerCase(Locale.ROOT),
                    link.author(),
                    link.reason(),
                    Times.of(link.at()),
                    link.records());
        }
    }

    static ReplayAnswer of(View view) {
        return new ReplayAnswer(
                Long.toString(view.id()),
                view.mode().name().toLowerCase(Locale.ROOT),
                view.state(),
                view.reason(),
                view.author(),
                view.dryRun(),
                Times.of(view.createdAt()),
                view.startedAt() == null ? null : Times.of(view.startedAt()),
                view.endedAt() == null ? null : Times.of(view.endedAt()),
                view.needsApproval(),
                view.approvedBy(),
                view.note(),
                view.plan() == null ? null : plan(view.plan()),
                view.progress() == null ? null : progress(view.progress()),
                view.events().stream()
                        .map(event ->
                                new EventAnswer(Times.of(event.at()), event.author(), event.action(), event.detail()))
                        .toList());
    }

    private static PlanAnswer plan(Replays.Plan plan) {
        return new PlanAnswer(
                plan.records(),
                plan.added(),
                plan.changed(),
                plan.unchanged(),
                plan.alreadyReceipted(),
                plan.impossible(),
                plan.packages(),
                plan.outcomes(),
                plan.why().stream()
                        .map(why -> new WhyAnswer(why.why(), why.records()))
                        .toList(),
                plan.readWith().stream()
                        .map(with -> new ReadWithAnswer(with.feed().value(), with.mapping(), with.pack()))
                        .toList());
    }

    private static ProgressAnswer progress(Replays.Progress progress) {
        var answers = new java.util.LinkedHashMap<String, Map<String, Long>>();
        progress.answers().forEach(of -> answers.put(of.target().id(), of.states()));
        return new ProgressAnswer(
                progress.done(),
                progress.added(),
                progress.changed(),
                progress.unchanged(),
                progress.impossible(),
                progress.unplanned(),
                progress.outcomes(),
                answers);
    }
}
