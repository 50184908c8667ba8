package cn.lvyue.hub.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The source fields a mapping asks for, each with the slot where the reader puts its value. */
final class SourceFields {
    private final NamesOfForm form;
    private final Map<String, Integer> slots = new LinkedHashMap<>();

    /** The names are those the rules use. */
    SourceFields() {
        this(NamesOfForm.RULES);
    }

    SourceFields(NamesOfForm form) {
        this.form = form;
    }

    SourceField field(String ruleName) {
        return new SourceField(form.nameOf(ruleName), slots.computeIfAbsent(ruleName, added -> slots.size()), ruleName);
    }

    List<SourceField> fields(List<String> ruleNames) {
        return ruleNames.stream().map(this::field).toList();
    }

    /** In slot order, as the form calls them. */
    List<String> names() {
        return slots.keySet().stream().map(form::nameOf).toList();
    }

    /** Call when all rules are read. @throws BrokenMapping if the form renames what no rule reads */
    void checkForm() {
        form.refuseOthersThan(new TreeSet<>(slots.keySet()));
    }
}
