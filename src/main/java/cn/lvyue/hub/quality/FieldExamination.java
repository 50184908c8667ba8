package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.standard.Checked;
import cn.lvyue.hub.standard.FieldRule;
import org.jspecify.annotations.Nullable;

/** Judges the values of one field by themselves. The first fault is told, not what follows from it. */
final class FieldExamination {
    private final FieldRule rule;
    private final Form form;

    FieldExamination(FieldRule rule) {
        this.rule = rule;
        this.form = Form.of(rule.field().type());
    }

    void examine(String value, Now now, Findings findings) {
        var fault = fault(value);
        if (fault != null) {
            findings.add(fault.code(), rule.faults(), rule.field(), value, fault.wanted());
            return;
        }
        var future = rule.future();
        if (future != null && now.isBefore(value)) {
            findings.add("V108", future, rule.field(), value, "不晚于" + now.moment() + " | not after " + now.moment());
        }
        if (rule.check() != null) {
            check(rule.check().check(value), value, findings);
        }
        if (rule.minLength() > value.length()) {
            int least = rule.minLength();
            findings.add(
                    "V103",
                    Severity.REMARK,
                    rule.field(),
                    value,
                    "至少%d个字符 | at least %d characters".formatted(least, least));
        }
    }

    private @Nullable Fault fault(String value) {
        var codes = rule.codes();
        if (codes != null) {
            return codes.contains(value)
                    ? null
                    : new Fault("V104", codes.nameZh() + " " + codes.id() + " | " + codes.nameEn() + " " + codes.id());
        }
        var fault = form.fault(value);
        var pattern = rule.pattern();
        return fault != null || pattern == null || pattern.matcher(value).matches()
                ? fault
                : new Fault("V105", pattern.pattern());
    }

    private void check(Checked checked, String value, Findings findings) {
        if (checked instanceof Checked.Wrong wrong) {
            findings.add(wrong.code(), rule.faults(), rule.field(), value, wrong.wanted());
        } else if (checked instanceof Checked.Doubtful doubt) {
            findings.add(doubt.code(), Severity.REMARK, rule.field(), value, doubt.wanted());
        }
    }
}
