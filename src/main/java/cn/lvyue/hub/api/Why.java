package cn.lvyue.hub.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why something is done, and for whom. Who does it is who is logged in and is never taken from here.
 *
 * @param by whom the caller names as the one it is done for, at most 100 characters; older clients name themselves here
 * @param reason 1 to 500 characters
 */
@Schema(name = "Decision", description = "为何，代为何人；决定者是登录者 / why, and for whom; who decides is who is logged in")
public record Why(
        @Schema(description = "代为何人，可不填 / for whom, may be left out") @Nullable
        String by,

        @Schema(description = "理由，1 至 500 字 / why, 1 to 500 characters", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String reason) {
    private static final int LONGEST_NAME = 100;

    /** What a person types beside a button. */
    public static Why of(@Nullable String reason) {
        return new Why(null, reason);
    }

    /** @return null if nobody is named; @throws Refusal T111 for a name nobody would read */
    @Nullable
    String forWhom() {
        return by == null || by.isBlank() ? null : Reasons.needed("by", by, LONGEST_NAME);
    }

    /** @throws Refusal T111 if there is no reason, or one nobody would read */
    public String because() {
        return Reasons.of(reason);
    }
}
