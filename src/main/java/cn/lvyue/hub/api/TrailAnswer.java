package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Outcome;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "一件投诉的全程：从单元格到回执 / Every step of a complaint, from cell to receipt, in time order")
record TrailAnswer(
        String recordId,
        String feed,
        String sourceRecordNo,
        List<Step> steps,

        @Schema(description = "更多收到情况的 after；null 为末页 / pass as after for more sightings; null at the end") @Nullable
        String next) {

    /** What a step is. */
    enum Kind {
        RECEIVED,
        REVISION,
        DELIVERY,
        RECEIPT
    }

    /** One step; only the members that belong to its kind are written. */
    @Schema(description = "一步；只含该类步骤的成员 / one step, with the members of its kind")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            @Schema(description = "尚未发生时没有 / absent while it has not happened") @Nullable
            OffsetDateTime at,

            Kind kind,
            @Nullable Arrived arrived,
            @Nullable Changed revision,
            @Nullable Sent delivery,
            @Nullable Said receipt) {}

    @Schema(description = "在报文中出现 / seen in a message")
    record Arrived(
            String messageId,
            String feed,
            @Nullable String channel,
            @Nullable String filename,
            @Nullable String digest,
            int row,
            String place,
            Outcome outcome,
            @Nullable Integer revision,

            @Schema(description = "映射及版本 / mapping and its version") @Nullable
            String mapping,

            @Schema(description = "标准包及版本 / standard pack and its version") @Nullable
            String pack,

            List<FindingAnswer> findings) {}

    @Schema(description = "产生版本 / a revision was made")
    record Changed(
            int revision,
            String messageId,
            int row,
            String standing,
            List<String> changed,

            @Schema(description = "产生它的重放 / the replay that made it") @Nullable
            String replayId) {}

    @Schema(description = "报送 / due at or delivered to a platform")
    record Sent(
            String target,
            int revision,
            String state,
            @Nullable String batchNo,
            @Nullable UUID packageId,
            @Nullable String platformId,

            @Schema(description = "平台拒收本条的代码 / the platform's code for refusing this record") @Nullable
            String code,

            @Nullable String message,

            @Schema(description = "再次报送过它的重放 / replays that delivered it again")
            List<String> replayIds) {}

    @Schema(description = "平台回执 / the platform's word")
    record Said(
            String target,
            int revision,
            @Nullable String batchNo,
            @Nullable UUID packageId,
            String stage,
            String code,
            @Nullable String message) {}
}
