package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.delivery.Holding.Hold;
import cn.lvyue.hub.delivery.Holding.Line;
import cn.lvyue.hub.delivery.Holding.TargetView;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "一个目标平台的状态 / How a platform stands", name = "PlatformState")
record TargetAnswer(
        @Schema(allowableValues = {"provincial", "national"})
        String target,

        @Schema(description = "整体暂缓；未暂缓为 null / the hold of the whole target") @Nullable
        HoldAnswer hold,

        @Schema(description = "熔断：CLOSED 通，OPEN 断，HALF_OPEN 试探 / whether calls go through")
        Line line,

        @Schema(description = "下次试探时间 / when a call may try again") @Nullable
        OffsetDateTime openUntil,

        @Schema(description = "连续无应答次数 / calls in a row that no word came of")
        int failures,

        @Nullable String lastFailure,
        @Nullable OffsetDateTime lastFailedAt,
        @Nullable OffsetDateTime lastAcceptedAt,

        @Schema(description = "当前是否在报送时段内 / whether a send window is open now")
        boolean sending,

        @Schema(description = "最近已封批的业务日期 / the last business day that has its daily batch") @Nullable
        LocalDate lastDay,

        @Schema(description = "条数 / records") Counts counts,

        @Schema(description = "暂缓的批次与记录 / batches and records held")
        List<HoldAnswer> holds,

        @Schema(description = "不属于任何包的回执事项 / remarks on receipts that belong to no package")
        List<RemarkAnswer> findings) {

    static TargetAnswer of(TargetView view, TargetBalance balance) {
        var hold = view.hold();
        return new TargetAnswer(
                view.target().id(),
                hold == null ? null : HoldAnswer.of(hold),
                view.line(),
                time(view.openUntil()),
                view.failures(),
                view.lastFailure(),
                time(view.lastFailedAt()),
                time(view.lastAcceptedAt()),
                view.sending(),
                view.lastDay(),
                Counts.of(balance),
                view.holds().stream().map(HoldAnswer::of).toList(),
                view.remarks().stream().map(RemarkAnswer::of).toList());
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : Times.of(at);
    }

    @Schema(name = "DeliveryCounts", description = "各状态条数 / records by state")
    record Counts(
            long pending, long held, long sealed, long unknown, long sent, long receipted, long refused, long failed) {
        static Counts of(TargetBalance balance) {
            return new Counts(
                    balance.pending(),
                    balance.held(),
                    balance.sealed(),
                    balance.unknown(),
                    balance.sent(),
                    balance.receipted(),
                    balance.refused(),
                    balance.failed());
        }
    }

    @Schema(description = "暂缓 / A hold")
    record HoldAnswer(
            @Nullable String batchId,

            @Schema(description = "投诉编号末段序号 / the counter inside the complaint number") @Nullable
            String record,

            String reason,

            @Schema(description = "决定者，即登录者 / who decided: who was logged in")
            String by,

            @Schema(description = "决定者所称代为何人 / for whom, as whoever decided named it") @JsonProperty("for") @Nullable
            String forWhom,

            OffsetDateTime at) {
        static HoldAnswer of(Hold hold) {
            return new HoldAnswer(
                    text(hold.batchId()),
                    text(hold.recordId()),
                    hold.reason(),
                    hold.author(),
                    hold.forWhom(),
                    Times.of(hold.at()));
        }

        private static @Nullable String text(@Nullable Long number) {
            return number == null ? null : number.toString();
        }
    }
}
