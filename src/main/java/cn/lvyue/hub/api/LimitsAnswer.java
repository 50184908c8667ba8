package cn.lvyue.hub.api;

import cn.lvyue.hub.security.SourceRule;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

@Schema(description = "现行限制 / The limits that apply")
record LimitsAnswer(
        @Schema(description = "签名请求，按来源 / signed requests, by source")
        List<OfSource> sources,

        @Schema(description = "每次调用 / of one call") Map<String, Integer> calls,

        @Schema(
                description = "其余设置，按前缀 hub.<组>；字节、秒、条 / other settings, by their prefix hub.<group>; bytes, seconds,"
                        + " counts")
        Map<String, Map<String, Object>> settings) {

    /**
     * @param feed or {@code default} for all sources without rules of their own
     * @param allowFrom empty for everywhere
     */
    @Schema(name = "SourceLimits")
    record OfSource(
            @Schema(description = "来源，default 为未单列的来源 / feed; default for those not listed", example = "credit-site")
            String feed,

            @Schema(description = "允许的地址，空为不限 / addresses allowed; none for everywhere")
            List<String> allowFrom,

            long maxBodyBytes,
            int requestsPerMinute,
            int burst,
            long clockWindowSeconds,

            @Schema(description = "同日同正文为同一报文 / the same body of a day is one message")
            boolean sameBodyOnce) {

        static OfSource of(String feed, SourceRule rule) {
            return new OfSource(
                    feed,
                    rule.allowFrom(),
                    rule.maxBody().toBytes(),
                    rule.requestsPerMinute(),
                    rule.burst(),
                    rule.clockWindow().toSeconds(),
                    rule.sameBodyOnce());
        }
    }
}
