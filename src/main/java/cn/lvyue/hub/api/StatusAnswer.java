package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries.PlatformLine;
import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.delivery.Holding.Line;
import cn.lvyue.hub.delivery.TargetBook;
import cn.lvyue.hub.ledger.Ledger.FeedBalance;
import cn.lvyue.hub.ops.AlarmView;
import cn.lvyue.hub.ops.HubStatus;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Pauses.Pause;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

@Schema(description = "枢纽现状 / How the hub stands")
record StatusAnswer(
        OffsetDateTime at,

        @Schema(
                description = "各来源读入数均等于各结果之和，应送各平台的均有去向 / in every feed, read is the sum of the outcomes, and"
                        + " everything due at a platform is in one place")
        boolean balanced,

        List<FeedAnswer> feeds,
        List<TargetAnswer> targets,

        @Schema(
                description =
                        "应送各平台的去向：应送 = 已送 + 待送 + 暂缓 + 不送 / where everything due is: due = pushed + pending + held + superseded")
        List<BookAnswer> books,

        @Schema(description = "各平台熔断状态 / whether calls to each platform go through")
        List<LineAnswer> lines,

        Waiting waiting,

        @Schema(description = "已暂停接入的来源 / sources that are paused")
        List<PauseAnswer> paused,

        @Schema(description = "未解除的告警；详见 /api/v1/alarms / open alarms; more under /api/v1/alarms")
        List<OpenAlarm> alarms) {

    static StatusAnswer of(HubStatus status, List<Pause> paused, List<AlarmView> alarms) {
        return new StatusAnswer(
                Times.of(status.at()),
                status.closes(),
                status.feeds().stream().map(FeedAnswer::of).toList(),
                status.targets().stream().map(TargetAnswer::of).toList(),
                status.books().stream().map(BookAnswer::of).toList(),
                status.lines().stream().map(LineAnswer::of).toList(),
                Waiting.of(status),
                paused.stream().map(PauseAnswer::of).toList(),
                alarms.stream().map(OpenAlarm::of).toList());
    }

    @Schema(description = "熔断：CLOSED 通，OPEN 断，HALF_OPEN 试探 / whether calls go through", name = "PlatformLine")
    record LineAnswer(
            String target,
            Line line,

            @Schema(description = "下次试探时间 / when a call may try again") @Nullable
            OffsetDateTime openUntil,

            @Schema(description = "连续无应答次数 / calls in a row that no word came of")
            int failures,

            @Nullable String lastFailure) {
        static LineAnswer of(PlatformLine line) {
            var until = line.openUntil();
            return new LineAnswer(
                    line.target().id(),
                    line.line(),
                    until == null ? null : Times.of(until),
                    line.failures(),
                    line.lastFailure());
        }
    }

    @Schema(description = "未解除的告警 / an open alarm")
    record OpenAlarm(String code, Level level, String subject, OffsetDateTime since, String message, String messageEn) {
        static OpenAlarm of(AlarmView alarm) {
            return new OpenAlarm(
                    alarm.code(), alarm.level(), alarm.subject(), Times.of(alarm.raisedAt()), alarm.zh(), alarm.en());
        }
    }

    @Schema(description = "一个来源的收支 / The balance of a feed, over all messages")
    record FeedAnswer(String feed, long messages, Counts counts, boolean balanced) {
        static FeedAnswer of(FeedBalance feed) {
            return new FeedAnswer(feed.feed().value(), feed.messages(), Counts.of(feed), HubStatus.closes(feed));
        }
    }

    @Schema(description = "各结果条数 / records by outcome", name = "FeedCounts")
    record Counts(
            long read,
            long accepted,
            long updated,
            long duplicate,
            long stale,
            long conflict,
            long rejected,
            long parked) {
        static Counts of(FeedBalance feed) {
            var counts = feed.counts();
            return new Counts(
                    feed.read(),
                    counts.getOrDefault(Outcome.ACCEPTED, 0L),
                    counts.getOrDefault(Outcome.UPDATED, 0L),
                    counts.getOrDefault(Outcome.DUPLICATE, 0L),
                    counts.getOrDefault(Outcome.STALE, 0L),
                    counts.getOrDefault(Outcome.CONFLICT, 0L),
                    counts.getOrDefault(Outcome.REJECTED, 0L),
                    counts.getOrDefault(Outcome.PARKED, 0L));
        }
    }

    @Schema(description = "一个目标平台的收支 / The balance of a platform", name = "PlatformBalance")
    record TargetAnswer(
            String target,
            long pending,
            long sent,
            long receipted,
            long refused,
            long unknown,
            long failed,
            long held,
            long sealed) {
        static TargetAnswer of(TargetBalance target) {
            return new TargetAnswer(
                    target.target().id(),
                    target.pending(),
                    target.sent(),
                    target.receipted(),
                    target.refused(),
                    target.unknown(),
                    target.failed(),
                    target.held(),
                    target.sealed());
        }
    }

    @Schema(description = "应送一个平台的去向，条数 / Where everything due at a platform is, in records", name = "TargetBook")
    record BookAnswer(
            String target,
            long due,
            long pushed,
            long pending,
            long held,
            long superseded,
            long receipted,
            long refused,
            long awaiting,
            long unknown,
            boolean balanced) {
        static BookAnswer of(TargetBook book) {
            return new BookAnswer(
                    book.target().id(),
                    book.due(),
                    book.pushed(),
                    book.pending(),
                    book.held(),
                    book.superseded(),
                    book.receipted(),
                    book.refused(),
                    book.awaiting(),
                    book.unknown(),
                    book.closes());
        }
    }

    @Schema(description = "已归档而未处理完的报文 / messages archived and not yet settled")
    record Waiting(long messages, Map<String, Long> byFeed) {
        static Waiting of(HubStatus status) {
            var byFeed = new TreeMap<String, Long>();
            for (Map.Entry<FeedId, Long> entry : status.waiting().entrySet()) {
                byFeed.put(entry.getKey().value(), entry.getValue());
            }
            return new Waiting(status.waitingMessages(), byFeed);
        }
    }
}
