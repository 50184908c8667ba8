package cn.lvyue.hub.api;

import cn.lvyue.hub.api.ReplayAnswer.DiffAnswer;
import cn.lvyue.hub.record.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "ShadowRun",
        description = "改动后的映射或标准包会有何不同；未产生任何影响 / What changed mappings or packs would make different; nothing is kept")
record ShadowAnswer(
        long messages,
        long records,
        long differing,

        @Schema(description = "达到上限，未读完 / the limit was reached before the end")
        boolean truncated,

        List<FeedAnswer> feeds,
        @Schema(description = "示例 / examples") List<ExampleAnswer> examples) {

    @Schema(name = "ShadowFeed")
    record FeedAnswer(
            String feed,

            @Schema(description = "现用映射版本 / the mapping in use")
            String mapping,

            @Schema(description = "改动后的映射版本 / the changed mapping")
            String changed,

            long records,
            long differing,

            @Schema(description = "校验结论的变化，如 REJECTED → CLEAR / verdicts that change, with records")
            Map<String, Long> outcomes,

            @Schema(description = "新增或不再有的校验结果，代码与字段 / findings that come or go, with records")
            Map<String, Long> findings,

            @Schema(description = "取值变化的字段 / fields whose values change, with records")
            Map<String, Long> fields) {}

    @Schema(name = "ShadowExample")
    record ExampleAnswer(
            String messageId,
            int row,
            String sourceRecordNo,
            @Nullable Verdict before,
            @Nullable Verdict after,
            List<String> findings,
            List<DiffAnswer> diff) {}
}
