package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.FieldRule;
import cn.lvyue.hub.standard.Penalty;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Finds values that a record should have and has not. What parks or rejects makes a finding each; remarks of one code make
 * one finding that lists the fields, and leave out what the feed never carries.
 */
final class MissingValues {
    private final List<FieldRule> rules;
    private final List<String> remarkCodes;

    MissingValues(List<FieldRule> all) {
        rules = all.stream().filter(rule -> rule.missing() != null).toList();
        remarkCodes = rules.stream()
                .map(MissingValues::penalty)
                .filter(MissingValues::remarks)
                .map(Penalty::code)
                .distinct()
                .toList();
    }

    void find(Mapped mapped, Findings findings) {
        Remark[] remarks = null;
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            if (mapped.record().value(rule.field().index()) == null && isAskedFor(rule, mapped, findings)) {
                var penalty = penalty(rule);
                if (!remarks(penalty)) {
                    findings.add(penalty.code(), penalty.severity(), rule.field(), null, null);
                } else if (mapped.origin().carries(rule.field().index())) {
                    remarks = remarks == null ? new Remark[remarkCodes.size()] : remarks;
                    int at = remarkCodes.indexOf(penalty.code());
                    remarks[at] = remarks[at] == null ? new Remark(rule.field()) : remarks[at].and(rule.field());
                }
            }
        }
        if (remarks != null) {
            tell(remarks, findings);
        }
    }

    private static boolean isAskedFor(FieldRule rule, Mapped mapped, Findings findings) {
        var when = rule.requiredWhen();
        return when != null && when.holds(mapped.record()) && !findings.isExplained(rule.field());
    }

    private void tell(@Nullable Remark[] remarks, Findings findings) {
        for (int i = 0; i < remarks.length; i++) {
            var remark = remarks[i];
            if (remark != null) {
                remark.tell(remarkCodes.get(i), findings);
            }
        }
    }

    private static Penalty penalty(FieldRule rule) {
        var penalty = rule.missing();
        if (penalty == null) {
            throw new IllegalStateException(rule.field().id() + " may be missing");
        }
        return penalty;
    }

    private static boolean remarks(Penalty penalty) {
        return penalty.severity() == Severity.REMARK;
    }

    /** Fields missing under one code. */
    private static final class Remark {
        private final Field first;
        private @Nullable StringJoiner all;

        Remark(Field first) {
            this.first = first;
        }

        Remark and(Field another) {
            if (all == null) {
                all = new StringJoiner(", ").add(first.id());
            }
            all.add(another.id());
            return this;
        }

        void tell(String code, Findings findings) {
            if (all == null) {
                findings.add(code, Severity.REMARK, first, null, null);
            } else {
                findings.add(code, Severity.REMARK, all.toString());
            }
        }
    }
}
