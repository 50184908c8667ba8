package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.ArrivalState;
import cn.lvyue.hub.ops.ArrivalView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "一期的应到与实到 / One period: due when, and whether data came")
record ArrivalAnswer(
        String feed,

        @Schema(description = "期首日 / first day of the period")
        LocalDate period,

        OffsetDateTime due,

        @Schema(description = "含宽限的截止时间 / due time with grace")
        OffsetDateTime deadline,

        @Schema(description = "WAITING 待到，ARRIVED 按时，LATE 逾期未到，ARRIVED_LATE 逾期到达")
        ArrivalState state,

        @Nullable OffsetDateTime arrivedAt,
        @Nullable String messageId,

        @Schema(description = "该报文读入条数 / records read from that message") @Nullable
        Integer records,

        @Schema(description = "零报 / the source reported that there was nothing")
        boolean zeroReport,

        @Schema(description = "本期无法读取的报文数，不算到达 / messages that could not be read; they do not count as arrival")
        int unreadable) {

    static ArrivalAnswer of(ArrivalView arrival) {
        var at = arrival.arrivedAt();
        var message = arrival.messageId();
        return new ArrivalAnswer(
                arrival.feed().value(),
                arrival.period(),
                Times.of(arrival.due()),
                Times.of(arrival.deadline()),
                arrival.state(),
                at == null ? null : Times.of(at),
                message == null ? null : message.toString(),
                arrival.records(),
                arrival.zeroReport(),
                arrival.unreadable());
    }

    @Schema(description = "应到日历，早的在前 / what is due, the earliest first")
    record Calendar(LocalDate from, LocalDate to, List<ArrivalAnswer> items) {}
}
