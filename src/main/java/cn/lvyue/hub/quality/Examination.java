package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.Fen;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.standard.CrossRule;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.Rulebook;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** One pack's rules, compiled; judges any number of records on any number of threads. */
final class Examination {
    private final Rulebook rulebook;
    private final FieldExamination[] values;
    private final MissingValues missing;
    private final CrossRule[] rules;
    private final Content content;
    private final MatterKey matter;
    private final Field channel;
    private final Field sourceRecordNo;
    private final Field amount;
    private final PersonalSeal seal;

    Examination(Rulebook rulebook, PersonalSeal seal) {
        this.seal = seal;
        this.rulebook = rulebook;
        values = rulebook.fields().stream().map(FieldExamination::new).toArray(FieldExamination[]::new);
        missing = new MissingValues(rulebook.fields());
        rules = rulebook.rules().toArray(CrossRule[]::new);
        content = new Content(rulebook);
        matter = new MatterKey(rulebook);
        channel = rulebook.pack().field(Role.SOURCE_CHANNEL);
        sourceRecordNo = rulebook.pack().field(Role.SOURCE_RECORD_NO);
        amount = rulebook.pack().field(Role.AMOUNT);
    }

    Duration clockTolerance() {
        return rulebook.clockTolerance();
    }

    /**
     * @param messageId the message it came in
     * @param keeps whether it is to be kept: then its personal values are sealed here, beside the ledger and not in it
     */
    Inspected examine(Mapped mapped, long messageId, Now now, Digests digests, boolean keeps) {
        var record = mapped.record();
        var findings = new Findings(mapped);
        if (!findings.isUnreadable()) {
            judge(mapped, now, findings);
        }
        var verdict = findings.verdict();
        var fields = record.toJson();
        return new Inspected(
                mapped.row(),
                mapped.place(),
                mapped.sourceRecordNo(),
                mapped.version(),
                verdict,
                fields,
                seal.keyed(content.of(record, fields, digests)),
                verdict == Verdict.REJECTED ? null : matter.of(record, digests),
                rulebook.standing(record),
                Objects.requireNonNullElse(record.value(channel.index()), ""),
                List.copyOf(findings.all()),
                mapped.answers(),
                verdict == Verdict.REJECTED ? null : Fen.of(record.value(amount.index())),
                keeps ? seal.part(fields, messageId, mapped.row()) : null);
    }

    private void judge(Mapped mapped, Now now, Findings findings) {
        examineFields(mapped.record(), now, findings);
        missing.find(mapped, findings);
        examineNumber(mapped, findings);
        findings.closeValues();
        examineTogether(mapped.record(), findings);
    }

    private void examineFields(StandardRecord record, Now now, Findings findings) {
        for (int i = 0; i < values.length; i++) {
            var value = record.value(i);
            if (value != null) {
                values[i].examine(value, now, findings);
            }
        }
    }

    /** A record without the number its feed knows it by cannot be told from others, whatever the pack asks for. */
    private void examineNumber(Mapped mapped, Findings findings) {
        if (mapped.sourceRecordNo().isEmpty() && findings.verdict() != Verdict.REJECTED) {
            findings.add("V101", Severity.REJECT, sourceRecordNo, null, null);
        }
    }

    private void examineTogether(StandardRecord record, Findings findings) {
        for (var rule : rules) {
            if (rule.brokenBy(record) && !findings.isRejectedByItself(rule.field())) {
                var value = record.value(rule.field().index());
                findings.add(
                        rule.code(),
                        rule.severity(),
                        rule.field(),
                        value,
                        rule.wanted().toString());
            }
        }
    }
}
