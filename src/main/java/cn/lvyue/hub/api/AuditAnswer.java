package cn.lvyue.hub.api;

import cn.lvyue.hub.security.AuditEntry;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "AuditEntry", description = "审计记录 / A line of the audit")
record AuditAnswer(
        String auditId,
        OffsetDateTime at,
        String actor,
        String address,
        String action,
        String what,
        @Nullable String object,
        @Schema(type = "object") @JsonRawValue @Nullable String before,
        @Schema(type = "object") @JsonRawValue @Nullable String after,
        @Nullable String purpose,
        @Nullable String reference,
        String result) {

    static AuditAnswer of(AuditEntry entry) {
        return new AuditAnswer(
                Long.toString(entry.id()),
                Times.of(entry.at()),
                entry.actor(),
                entry.address(),
                entry.action(),
                entry.what(),
                entry.object(),
                whole(entry.before()),
                whole(entry.after()),
                entry.purpose(),
                entry.reference(),
                entry.result());
    }

    /** A text that was too long to keep is no JSON any more. */
    private static @Nullable String whole(@Nullable String json) {
        return json == null || !json.endsWith("}") ? null : json;
    }

    /** @param next pass it as {@code after}; none on the last page */
    @Schema(name = "AuditPage")
    record Page(List<AuditAnswer> items, @Nullable String next) {}
}
