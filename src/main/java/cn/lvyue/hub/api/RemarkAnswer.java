package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Holding.Remark;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;

@Schema(description = "须人工留意的事项 / Something to look at about a package or a platform")
record RemarkAnswer(
        @Schema(description = "代码，见 /api/v1/findings / code of the catalogue")
        String code,

        String detail,
        OffsetDateTime firstAt,
        OffsetDateTime lastAt,

        @Schema(description = "次数 / how often")
        int times) {
    static RemarkAnswer of(Remark remark) {
        return new RemarkAnswer(
                remark.code(), remark.detail(), Times.of(remark.firstAt()), Times.of(remark.lastAt()), remark.times());
    }
}
