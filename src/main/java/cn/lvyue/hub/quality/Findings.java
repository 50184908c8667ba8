package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.standard.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is found about one record, after what reading and mapping found. Makes nothing for a record in order. */
final class Findings {
    private static final String OF_READING = "F1";

    private final Mapped mapped;
    private @Nullable List<Finding> added;
    private int values;

    Findings(Mapped mapped) {
        this.mapped = mapped;
    }

    void add(String code, Severity severity, Field field, @Nullable String value, @Nullable String wanted) {
        add(new Finding(code, severity, field.id(), mapped.origin().placeOf(field.index()), value, wanted));
    }

    /** Of the record as a whole. */
    void add(String code, Severity severity, String wanted) {
        add(new Finding(code, severity, null, mapped.place(), null, wanted));
    }

    private void add(Finding finding) {
        if (added == null) {
            added = new ArrayList<>(mapped.findings());
        }
        added.add(finding);
    }

    /**
     * Whether reading has sent the record back (F1xx: row broken, bytes of no character set). What stands in it, or is missing,
     * says nothing more about the data.
     */
    boolean isUnreadable() {
        for (var finding : mapped.findings()) {
            if (finding.rejects() && finding.code().startsWith(OF_READING)) {
                return true;
            }
        }
        return false;
    }

    /** Whether mapping has already said something about a field that keeps it from having a value. */
    boolean isExplained(Field field) {
        for (var finding : mapped.findings()) {
            if (field.id().equals(finding.field()) && finding.severity() != Severity.REMARK) {
                return true;
            }
        }
        return false;
    }

    /** Ends the judging of values by themselves: what is rejected by now needs no telling off by rules between fields. */
    void closeValues() {
        values = added == null ? 0 : added.size();
    }

    boolean isRejectedByItself(Field field) {
        for (int i = mapped.findings().size(); i < values; i++) {
            var finding = all().get(i);
            if (finding.rejects() && field.id().equals(finding.field())) {
                return true;
            }
        }
        return false;
    }

    List<Finding> all() {
        return added == null ? mapped.findings() : added;
    }

    Verdict verdict() {
        var verdict = Verdict.CLEAR;
        for (var finding : all()) {
            if (finding.rejects()) {
                return Verdict.REJECTED;
            } else if (finding.parks()) {
                verdict = Verdict.PARKED;
            }
        }
        return verdict;
    }
}
