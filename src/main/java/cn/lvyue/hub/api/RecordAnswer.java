package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "一件投诉的标准记录 / A complaint in the fields of the standard")
public record RecordAnswer(
        @Schema(description = "投诉编号 / complaint number", example = "23202310160200000000042")
        String recordId,

        String feed,
        String sourceRecordNo,
        @Schema(description = "所示版本 / the revision shown") int revision,
        Outcome outcome,

        @Schema(description = "标准字段与传输字段，个人信息已脱敏 / standard and transfer fields, personal data masked")
        Map<String, String> fields,

        @Schema(description = "随附的扩展字段 / fields carried beside the standard")
        Map<String, String> extension,

        List<LinkAnswer> links,
        List<DeliveryAnswer> deliveries,
        List<RevisionAnswer> revisions) {

    /** All fields in their order, those beside the standard last. */
    public Map<String, String> all() {
        return ShownFields.together(fields, extension);
    }

    @Schema(description = "同一事项的另一记录 / another record of the same matter")
    public record LinkAnswer(String recordId, String why) {
        static LinkAnswer of(Ledger.Link link) {
            return new LinkAnswer(link.recordId().toString(), link.why());
        }
    }

    @Schema(description = "某版本在某平台的报送情况 / How far a revision is at a platform")
    public record DeliveryAnswer(
            @Schema(allowableValues = {"provincial", "national"})
            String target,

            int revision,
            DeliveryState state,
            @Nullable String batchNo,
            @Nullable UUID packageId,

            @Schema(description = "平台返回的编号 / the platform's own id") @Nullable
            String platformId) {
        static DeliveryAnswer of(Delivery delivery) {
            return new DeliveryAnswer(
                    delivery.target().id(),
                    delivery.revision(),
                    delivery.state(),
                    delivery.batchNo(),
                    delivery.packageId(),
                    delivery.platformId());
        }
    }

    @Schema(description = "版本 / One revision")
    public record RevisionAnswer(
            int revision,
            OffsetDateTime at,

            @Schema(description = "来源或人员 / the feed, or a person")
            String by,

            @Schema(description = "由何而来 / what made it") String reason,

            @Schema(description = "较上一版本变化的字段 / fields that differ from the revision before")
            List<String> changed,

            @Schema(description = "产生它的重放 / the replay that made it") @Nullable
            String replayId,

            @Schema(description = "产生它的裁定 / the ruling that made it") @Nullable
            String rulingId) {}
}
