package cn.lvyue.hub.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An acceptance check with what the hub saw of each step. */
@Schema(name = "Acceptance", description = "接口自检 / An acceptance check of a source")
public record AcceptanceAnswer(
        String acceptanceId,
        String feed,

        @Schema(description = "一份报文预计的最多条数 / records one message is expected to bring at most")
        int volume,

        @Schema(description = "此后收到的才算 / only what came from here on counts")
        OffsetDateTime since,

        OffsetDateTime startedAt,
        String startedBy,
        @Nullable OffsetDateTime endedAt,
        @Nullable String endedBy,

        @Schema(description = "各步均已见到，或不适用 / every step was seen, or does not apply")
        boolean passed,

        @Nullable String remark,
        List<Step> steps) {

    /** What is to be seen. */
    public enum What {
        ARRIVED,
        SIGNED,
        WRONG_SIGNATURE,
        CLOCK,
        SAMPLE,
        DUPLICATE,
        RETURNED,
        CORRECTED,
        VOLUME,
        SCHEDULE
    }

    /** SEEN: the hub saw it. OPEN: not yet. NOT_APPLICABLE: it cannot be seen with this source, and why. */
    public enum State {
        SEEN,
        OPEN,
        NOT_APPLICABLE
    }

    /**
     * @param at when it was seen
     * @param messageId the message that shows it, if one does
     * @param figure a number that belongs to it: records, or times
     */
    @Schema(name = "AcceptanceStep")
    public record Step(
            What what,
            State state,
            @Nullable OffsetDateTime at,
            @Nullable String messageId,
            @Nullable Long figure) {

        static Step seen(What what, @Nullable OffsetDateTime at, @Nullable Long message, @Nullable Long figure) {
            return new Step(what, State.SEEN, at, message == null ? null : message.toString(), figure);
        }

        static Step open(What what) {
            return new Step(what, State.OPEN, null, null, null);
        }

        static Step notApplicable(What what) {
            return new Step(what, State.NOT_APPLICABLE, null, null, null);
        }
    }

    @Schema(name = "AcceptanceBegin")
    record Begin(@Nullable Integer volume, @Nullable OffsetDateTime since) {}

    @Schema(name = "AcceptanceEnd")
    record End(@Nullable String remark) {}
}
