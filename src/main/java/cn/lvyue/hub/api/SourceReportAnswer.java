package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.SourceReport;
import cn.lvyue.hub.record.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

@Schema(description = "各来源质量与时效；比率的分母为零时为 null / Quality and timeliness per source; a share of nothing is null")
record SourceReportAnswer(
        LocalDate from,
        LocalDate to,

        @Schema(description = "合规率下限 / least share of conforming records")
        double leastConformity,

        @Schema(description = "重错码率上限，每万条 / most wrong codes in 10,000 records")
        double mostWrongCodes,

        List<Source> sources) {

    @Schema(description = "一个来源 / One source", name = "SourceFigures")
    record Source(
            String feed,

            @Schema(description = "应到 due，按时 onTime，迟到 late，未到 missed，待到 waiting，其中零报 zeroReports")
            SourceReport.Due due,

            SourceReport.Messages messages,
            long read,

            @Schema(description = "各处理结果条数 / records by outcome")
            Map<String, Long> counts,

            @Schema(description = "不属归集范围，不计入合规率 / outside the standard's scope, left out of conformity")
            long outside,

            @Schema(description = "合规率 / conforming records") @Nullable
            Double conformity,

            @Schema(description = "达到下限 / good enough") @Nullable
            Boolean conformityMet,

            @Schema(description = "有误的统一社会信用代码 / wrong credit codes")
            long wrongCodes,

            @Schema(description = "重错码率，每万条 / in 10,000 records") @Nullable
            Double wrongCodesPer10000,

            @Nullable Boolean wrongCodesMet,

            @Schema(description = "一次合格率 / right when first told") @Nullable
            Double firstTimeRight,

            @Schema(description = "退回补正；open 为至今未补正的，按工作日 / went back; open: not corrected yet, by working days")
            SourceReport.Returns returns,

            @Schema(description = "最多的校验结果 / the most frequent findings")
            List<SourceReport.Top> findings) {

        static Source of(SourceReport report, double leastConformity, double mostWrongCodes) {
            var counts = new TreeMap<String, Long>();
            for (Map.Entry<Outcome, Long> count : report.counts().entrySet()) {
                counts.put(count.getKey().name().toLowerCase(Locale.ROOT), count.getValue());
            }
            var conformity = report.conformity();
            var wrong = report.wrongCodeRate();
            return new Source(
                    report.feed().value(),
                    report.due(),
                    report.messages(),
                    report.read(),
                    counts,
                    report.outside(),
                    conformity,
                    conformity == null ? null : conformity >= leastConformity,
                    report.wrongCodes(),
                    wrong,
                    wrong == null ? null : wrong <= mostWrongCodes,
                    report.firstTimeRight(),
                    report.returns(),
                    report.findings());
        }
    }
}
