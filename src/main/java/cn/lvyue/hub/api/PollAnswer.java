package cn.lvyue.hub.api;

import cn.lvyue.hub.channel.Polls;
import cn.lvyue.hub.standard.FindingCatalog;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Schema(description = "轮询接口 / A polled interface")
record PollAnswer(
        String source,

        @Schema(description = "此前的变更均已归档 / everything that changed before is archived") @Nullable
        OffsetDateTime watermark,

        @Schema(description = "最近一次完整读取 / when a window was last read whole") @Nullable
        OffsetDateTime lastSuccess,

        @Schema(description = "连续失败次数 / failures in a row") int failures,
        @Nullable OffsetDateTime nextAt) {

    static PollAnswer of(Polls.Source source) {
        return new PollAnswer(
                source.name(),
                time(source.watermark()),
                time(source.lastSuccess()),
                source.failures(),
                time(source.nextAt()));
    }

    private static @Nullable OffsetDateTime time(Optional<java.time.Instant> time) {
        return time.map(Times::of).orElse(null);
    }

    @Schema(description = "一次轮询 / One attempt to read a window")
    record Round(
            String roundId,
            String source,
            @Nullable OffsetDateTime since,
            @Nullable OffsetDateTime until,
            OffsetDateTime startedAt,
            @Nullable OffsetDateTime endedAt,
            Polls.State state,

            @Schema(description = "翻页遍数 / walks through the pages")
            int passes,

            @Schema(description = "读到的页数 / pages read") int pages,
            long records,

            @Schema(description = "来源声称的总数 / what the source promised") @Nullable
            Long promised,

            @Nullable String code,

            @Schema(description = "位置与原因 / where and what") @Nullable
            String detail,

            @Nullable String title,
            @Nullable String titleEn,
            @Nullable String remedy,
            @Nullable String remedyEn) {

        static Round of(Polls.Round round, FindingCatalog catalog) {
            var code = round.code();
            var words = code == null ? null : catalog.entry(code);
            return new Round(
                    Long.toString(round.id()),
                    round.source(),
                    time(round.since()),
                    time(round.until()),
                    Times.of(round.startedAt()),
                    time(round.endedAt()),
                    round.state(),
                    round.passes(),
                    round.pages(),
                    round.records(),
                    round.promised().orElse(null),
                    code,
                    round.detail(),
                    words == null ? null : words.title().zh(),
                    words == null ? null : words.title().en(),
                    words == null ? null : words.remedy().zh(),
                    words == null ? null : words.remedy().en());
        }
    }

    @Schema(description = "一页及其报文；未变的页为同一报文 / A page and its message; an unchanged page is the same message")
    record PageOfRound(
            @Schema(description = "读取顺序 / in the order of reading")
            int number,

            int page,
            String messageId) {}

    record Sources(List<PollAnswer> items) {}

    record Rounds(List<Round> items, @Nullable String next) {}

    record Pages(List<PageOfRound> items, @Nullable Integer next) {}
}
