package cn.lvyue.hub.api;

import cn.lvyue.hub.security.Looks.Why;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Why somebody wants to see personal data, as the parameters of a call say it. */
public record RevealReason(
        @Parameter(
                description =
                        "查看个人信息的目的：HANDLING、CORRECTION、CONFIRMATION、AUDIT、LEGAL、DATA_SUBJECT、INCIDENT、OTHER / why personal data is looked at",
                example = "HANDLING")
        @Nullable
        String purpose,

        @Parameter(description = "目的的说明；OTHER 时必填 / further words; needed with OTHER") @Nullable
        String purposeText,

        @Parameter(description = "案件或文书编号 / number of the case or letter", example = "黑信用函〔2026〕12号") @Nullable
        String reference) {
    Why why() {
        return new Why(purpose, purposeText, reference);
    }
}
