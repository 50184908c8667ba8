package cn.lvyue.hub.api;

import cn.lvyue.hub.proof.Verifications.Fault;
import cn.lvyue.hub.proof.Verifications.Report;
import cn.lvyue.hub.proof.Verifications.State;
import cn.lvyue.hub.standard.FindingCatalog;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "核验 / A check of the archive")
public record VerificationAnswer(
        String verificationId,
        State state,

        @Schema(description = "已完成的比例，0 至 1 / share of the work that is done")
        double done,

        @Schema(description = "已结束且无一处不符 / it has ended and found no fault")
        boolean faultless,

        String askedBy,
        OffsetDateTime askedAt,
        @Nullable LocalDate from,
        @Nullable LocalDate to,

        @Schema(description = "是否与外存的声明比对 / whether statements kept outside were compared")
        boolean pinned,

        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime endedAt,
        long leaves,
        long records,

        @Schema(description = "重读并重算摘要的正文字节数 / bytes of bodies that were read and hashed again")
        long bytes,

        long faults,

        @Schema(description = "并非不符但应知的事项 / what is no fault and should be known")
        long remarks,

        List<FoundAnswer> items,

        @Schema(description = "下一页的 after；null 为末页 / pass as after; null at the end") @Nullable
        String next) {

    static VerificationAnswer of(Report report, List<Fault> faults, FindingCatalog catalog, int limit) {
        var last = faults.size() < limit
                ? null
                : String.valueOf(faults.get(faults.size() - 1).no());
        var started = report.startedAt();
        var ended = report.endedAt();
        return new VerificationAnswer(
                Long.toString(report.id()),
                report.state(),
                Math.round(report.done() * 1000) / 1000.0,
                report.faultless(),
                report.by(),
                Times.of(report.askedAt()),
                report.from(),
                report.to(),
                report.pinned(),
                started == null ? null : Times.of(started),
                ended == null ? null : Times.of(ended),
                report.leaves(),
                report.records(),
                report.bytes(),
                report.faults(),
                report.remarks(),
                faults.stream().map(fault -> FoundAnswer.of(fault, catalog)).toList(),
                last);
    }

    @Schema(description = "发现的一处 / Something found")
    public record FoundAnswer(
            @Schema(allowableValues = {"fault", "remark"}) String kind,

            @Schema(description = "见 /findings / as in the catalogue")
            String code,

            @Schema(description = "何处 / where") String place,
            @Schema(description = "现为 / what is there") String found,
            @Schema(description = "应为 / what should be") String wanted,
            String message,
            String remedy) {
        static FoundAnswer of(Fault fault, FindingCatalog catalog) {
            var words = catalog.entry(fault.code());
            return new FoundAnswer(
                    fault.fault() ? "fault" : "remark",
                    fault.code(),
                    fault.place(),
                    fault.found(),
                    fault.wanted(),
                    words.title().zh() + " / " + words.title().en(),
                    words.remedy().zh() + " / " + words.remedy().en());
        }
    }

    @Schema(description = "新的在前 / newest first", name = "Verifications")
    public record Page(
            List<VerificationAnswer> items,

            @Schema(description = "下一页的 before；null 为末页 / pass as before; null at the end") @Nullable
            String next) {}
}
