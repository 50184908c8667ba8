package cn.lvyue.hub.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

@Schema(
        name = "Problem",
        description = "未能照办的原因（RFC 9457） / Why a call was not served",
        additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
record ProblemAnswer(
        @Schema(description = "代码说明的地址 / where the code is explained", example = "/api/v1/findings/F105")
        String type,

        @Schema(description = "中文 / 英文 (Chinese / English)") String title,
        @Schema(description = "HTTP 状态 / HTTP status") int status,

        @Schema(description = "本次的具体情况，中文 / 英文 (this occurrence)")
        String detail,

        @Schema(description = "请求路径 / the path called") String instance,

        @Schema(description = "见 /findings / as in the catalogue", example = "F105")
        String code,

        @Schema(description = "处理办法，中文 / 英文 (what to do)") String remedy,
        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> members) {}
