package cn.lvyue.hub.api.command;

import cn.lvyue.hub.api.FindingAnswer;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.Verdict;
import java.util.List;
import java.util.Map;

/** Prints a dry run: for people the records with findings and a summary, for scripts one JSON line each. */
final class DryRunPrint {
    private static final int PROGRESS_EVERY = 10_000;

    private final Output output;
    private final boolean json;
    private int nextProgress = PROGRESS_EVERY;

    DryRunPrint(Output output, boolean json) {
        this.output = output;
        this.json = json;
    }

    void record(Inspected record, List<FindingAnswer> findings) {
        if (json) {
            output.jsonLine(
                    new Line(record.row(), record.place(), record.sourceRecordNo(), record.verdict(), findings));
        } else if (!findings.isEmpty()) {
            output.line("第 %d 条 %s [%s] %s"
                    .formatted(record.row(), record.sourceRecordNo(), record.place(), word(record.verdict())));
            findings.forEach(this::finding);
        }
    }

    void progress(int read) {
        if (read >= nextProgress) {
            output.note("已读 %d 条 / %d records so far".formatted(read, read));
            nextProgress = read - read % PROGRESS_EVERY + PROGRESS_EVERY;
        }
    }

    void summary(DryRun.Summary summary) {
        if (json) {
            output.jsonLine(Map.of("summary", summary));
            return;
        }
        summary.findings().forEach(this::finding);
        output.line(summary.readable() ? "文件可读 / the file is readable" : "文件不可读 / the file cannot be read");
        output.line("读入 read %d，可接收 clear %d，待补正 parked %d，退回 rejected %d（未查重 duplicates not looked for）"
                .formatted(summary.read(), summary.clear(), summary.parked(), summary.rejected()));
    }

    private void finding(FindingAnswer finding) {
        output.line("    %s %s [%s] %s"
                .formatted(finding.code(), word(finding.severity()), finding.place(), finding.message()));
        output.line("        " + finding.messageEn());
        output.line("        → " + finding.remedy() + " / " + finding.remedyEn());
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case CLEAR -> "可接收 clear";
            case PARKED -> "待补正 parked";
            case REJECTED -> "退回 rejected";
        };
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case REJECT -> "退回 reject";
            case PARK -> "待补正 park";
            case REMARK -> "提示 remark";
        };
    }

    record Line(int row, String place, String sourceRecordNo, Verdict verdict, List<FindingAnswer> findings) {}
}
