package cn.lvyue.hub.mapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a form of the data calls the source fields that the rules name: the table {@code names:} of a form. It is complete, so
 * that a misspelt or forgotten name is a fault of the file and not a field that stays empty.
 */
final class NamesOfForm {
    /** The form the rules were written for. */
    static final NamesOfForm RULES = new NamesOfForm(null, Map.of());

    private final @Nullable YamlTable table;
    private final Map<String, String> names;

    private NamesOfForm(@Nullable YamlTable table, Map<String, String> names) {
        this.table = table;
        this.names = names;
    }

    /** @param table rule name → name in this form, no two alike */
    static NamesOfForm of(YamlTable table) {
        var names = new HashMap<String, String>();
        var users = new HashMap<String, String>();
        for (var ruleName : table.keys()) {
            var name = table.text(ruleName);
            var other = users.put(name, ruleName);
            if (other != null) {
                throw table.fault(ruleName, "“" + name + "”重复", "'" + name + "' stands twice");
            }
            names.put(ruleName, name);
        }
        return new NamesOfForm(table, names);
    }

    String nameOf(String ruleName) {
        var name = table == null ? ruleName : names.get(ruleName);
        if (name == null && table != null) {
            throw table.fault(
                    "", "names 缺少规则使用的“" + ruleName + "”", "names lacks '" + ruleName + "', which a rule reads");
        }
        return name == null ? ruleName : name;
    }

    void refuseOthersThan(Set<String> ruleNames) {
        for (var name : names.keySet()) {
            if (table != null && !ruleNames.contains(name)) {
                throw table.fault(name, "没有规则使用“" + name + "”", "no rule reads '" + name + "'");
            }
        }
    }
}
