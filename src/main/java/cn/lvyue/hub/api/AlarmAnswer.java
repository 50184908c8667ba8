package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.AlarmView;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.standard.Bilingual;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "告警 / An alarm")
record AlarmAnswer(
        String alarmId,

        @Schema(description = "代码，说明见 /api/v1/findings/{code} / explained there")
        String code,

        Level level,

        @Schema(description = "所指：来源、平台等 / what it is about: a feed, a platform")
        String subject,

        OffsetDateTime since,
        String message,
        String messageEn,
        String remedy,
        String remedyEn,

        @Schema(description = "解除时间；null 为未解除 / null while it is open") @Nullable
        OffsetDateTime clearedAt,

        @Schema(description = "已有人知悉；告警仍在 / somebody knows; the alarm stays open") @Nullable
        Acknowledged acknowledged) {

    static AlarmAnswer of(AlarmView alarm, Bilingual remedy) {
        var by = alarm.acknowledgedBy();
        return new AlarmAnswer(
                Long.toString(alarm.id()),
                alarm.code(),
                alarm.level(),
                alarm.subject(),
                Times.of(alarm.raisedAt()),
                alarm.zh(),
                alarm.en(),
                remedy.zh(),
                remedy.en(),
                time(alarm.clearedAt()),
                by == null ? null : new Acknowledged(by, alarm.reason(), time(alarm.acknowledgedAt())));
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : Times.of(instant);
    }

    @Schema(description = "知悉人与理由 / who knows, and why nothing more is done")
    record Acknowledged(
            String by, @Nullable String reason, @Nullable OffsetDateTime at) {}

    @Schema(description = "新的在前 / newest first")
    record Page(
            List<AlarmAnswer> items,

            @Schema(description = "下一页的 after；null 为末页 / pass as after; null at the end") @Nullable
            String next) {}
}
