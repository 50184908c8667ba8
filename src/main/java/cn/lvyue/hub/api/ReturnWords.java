package cn.lvyue.hub.api;

import static java.util.stream.Collectors.joining;

import cn.lvyue.hub.intake.MarkedCopies;
import cn.lvyue.hub.intake.MarkedCopies.Mark;
import cn.lvyue.hub.intake.MarkedCopies.Row;
import cn.lvyue.hub.intake.MarkedCopies.Weight;
import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Severity;
import java.util.List;

/** What a sender reads in the copy that goes back. */
final class ReturnWords {
    private ReturnWords() {}

    static Row row(long messageId, Entry entry, List<FindingAnswer> findings) {
        boolean back = goesBack(entry.outcome());
        var words = outcome(entry.outcome());
        if (!findings.isEmpty()) {
            words += "\n" + findings.stream().map(ReturnWords::words).collect(joining("\n"));
        }
        var marks = findings.stream()
                .filter(finding -> back && finding.severity() != Severity.REMARK)
                .map(ReturnWords::mark)
                .toList();
        var mark = back ? " " + new ReturnMark(messageId, entry.row()).text() : "";
        return new Row(entry.place(), weight(entry.outcome()), words + mark, marks);
    }

    static Mark mark(FindingAnswer finding) {
        return new Mark(finding.place(), weight(finding.severity()), words(finding));
    }

    static boolean goesBack(Outcome outcome) {
        return weight(outcome) != Weight.NOTE;
    }

    private static String words(FindingAnswer finding) {
        return "%s %s%s / %s %s"
                .formatted(
                        finding.code(), finding.message(), finding.remedy(), finding.messageEn(), finding.remedyEn());
    }

    private static Weight weight(Severity severity) {
        return switch (severity) {
            case REJECT -> Weight.REFUSED;
            case PARK -> Weight.WAITING;
            case REMARK -> Weight.NOTE;
        };
    }

    private static Weight weight(Outcome outcome) {
        return switch (outcome) {
            case REJECTED -> Weight.REFUSED;
            case PARKED, CONFLICT -> Weight.WAITING;
            case ACCEPTED, UPDATED, DUPLICATE, STALE -> Weight.NOTE;
        };
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case REJECTED -> "退回 rejected";
            case PARKED -> "待补正 parked";
            case CONFLICT -> "冲突待定 conflict";
            case ACCEPTED -> MarkedCopies.NOTHING_TO_DO + "接收 accepted";
            case UPDATED -> MarkedCopies.NOTHING_TO_DO + "更新 updated";
            case DUPLICATE -> MarkedCopies.NOTHING_TO_DO + "重复 duplicate";
            case STALE -> MarkedCopies.NOTHING_TO_DO + "已有更新版本 stale";
        };
    }
}
