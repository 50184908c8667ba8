package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A finding with its words, as every answer shows it. */
@Schema(description = "校验结果 / One fault or remark")
public record FindingAnswer(
        @Schema(description = "见 /findings / as in the catalogue", example = "V103")
        String code,

        Severity severity,

        @Schema(description = "标准字段，或来源字段 / standard field, or source field") @Nullable
        String field,

        @Schema(description = "在来源中的位置 / where in the source: sheet and cell, line and column, JSON pointer, XPath")
        String place,

        @Schema(description = "原值，个人信息已脱敏 / what was there, personal data masked") @Nullable
        String value,

        @Schema(description = "应为 / what would have been right") @Nullable
        String wanted,

        @Schema(description = "中文说明 / Chinese text") String message,
        @Schema(description = "英文说明 / English text") String messageEn,

        @Schema(description = "处理办法（中文） / what to do, Chinese")
        String remedy,

        @Schema(description = "处理办法（英文） / what to do, English")
        String remedyEn) {}
