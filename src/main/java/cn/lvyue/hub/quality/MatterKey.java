package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.Rulebook;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out what a complaint is about: which contract with which body, in which field of breach, and who complains. */
final class MatterKey {
    private final int respondent;
    private final int contractNo;
    private final int contractName;
    private final int breachField;
    private final int complainantCode;
    private final int complainantName;
    private final Set<String> fillers;

    MatterKey(Rulebook rulebook) {
        var pack = rulebook.pack();
        respondent = pack.field(Role.RESPONDENT_CODE).index();
        contractNo = pack.field(Role.CONTRACT_NO).index();
        contractName = pack.field(Role.CONTRACT_NAME).index();
        breachField = pack.field(Role.BREACH_FIELD).index();
        complainantCode = pack.field(Role.COMPLAINANT_CODE).index();
        complainantName = pack.field(Role.COMPLAINANT_NAME).index();
        fillers = rulebook.fillers().stream().map(PlainText::of).collect(Collectors.toUnmodifiableSet());
    }

    /** @return null where the record does not carry enough */
    @Nullable
    Matter of(StandardRecord record, Digests digests) {
        var body = record.value(respondent);
        var breach = record.value(breachField);
        var number = telling(record.value(contractNo));
        var contract = number != null ? number : telling(record.value(contractName));
        var code = record.value(complainantCode);
        var name = record.value(complainantName);
        if (body == null || breach == null || contract == null || (code == null && name == null)) {
            return null;
        }
        return new Matter(
                digests.add(body)
                        .add(number != null ? "no" : "name")
                        .add(contract)
                        .add(breach)
                        .uuid(),
                code == null ? null : digests.add(code).number(),
                name == null ? null : digests.add(PlainText.of(name)).number());
    }

    /** The plain text if it tells one contract from another: a letter or digit at least, and no filler. */
    private @Nullable String telling(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var plain = PlainText.of(text);
        return fillers.contains(plain) || plain.codePoints().noneMatch(Character::isLetterOrDigit) ? null : plain;
    }
}
