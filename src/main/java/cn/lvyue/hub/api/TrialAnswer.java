package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Severity;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What would become of a file; every number is of the records that were read. */
@Schema(name = "Trial", description = "试跑结果，不入库、不报送 / What would become of a file; nothing of it is kept or sent")
public record TrialAnswer(
        String trialId,
        String feed,
        @Nullable String filename,
        long size,
        OffsetDateTime at,

        @Schema(description = "试跑保留到此时 / it can be looked at until then")
        OffsetDateTime until,

        @Schema(description = "映射与标准包 / mapping and pack") String mapping,

        @Schema(description = "文件整体能否读取 / whether the file as a whole can be read")
        boolean readable,

        int read,

        @Schema(description = "条数超过上限，其余未读 / there are more records than a trial reads")
        boolean truncated,

        Map<Outcome, Integer> counts,

        @Schema(description = "整份文件的校验结果 / findings of the file")
        List<FindingAnswer> findings,

        @Schema(description = "按代码与字段归类 / findings by code and field")
        List<Group> groups,

        @Schema(description = "前若干条映射后的记录，个人信息已脱敏 / the first mapped records, personal data masked")
        List<Sample> records,

        @Schema(description = "退回文件的预览名；无须补正则为空 / what would go back; none if there is nothing to correct") @Nullable
        String returned) {

    /**
     * @param example words of the first one
     * @param rows of the first ones
     */
    @Schema(name = "TrialFindings")
    public record Group(
            String code,
            Severity severity,
            @Nullable String field,
            @Nullable String fieldName,
            @Nullable String fieldNameEn,
            long records,
            FindingAnswer example,
            List<Row> rows) {}

    @Schema(name = "TrialRow")
    public record Row(
            int row,
            String place,
            String sourceRecordNo,
            @Nullable String value) {}

    /** @param fields by id, in the pack's order */
    @Schema(name = "TrialRecord")
    public record Sample(int row, String place, String sourceRecordNo, Outcome outcome, List<Value> fields) {}

    @Schema(name = "TrialValue")
    public record Value(String id, String name, String nameEn, String value) {}

    public int of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }
}
