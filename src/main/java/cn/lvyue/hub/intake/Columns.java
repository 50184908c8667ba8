package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.ReturnMark;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table feeds which slot. Columns may stand in any order; those nobody asks for are left out.
 *
 * @param slots by column; -1 for a column nobody asks for
 * @param found how many of the plan's source fields have a column
 * @param findings the column a returned copy has beside the sender's own; -1 if there is none
 * @param missing required columns that are not there, and any wanted column that stands there twice
 */
record Columns(int[] slots, int found, List<String> missing, int findings) {
    private static final int TWICE = -2;
    private static final String FINDINGS = clean(ReturnMark.COLUMN);

    /** @param names by column, for each the names it answers to, the fullest first */
    static Columns of(List<List<String>> names, ReadPlan plan) {
        var byName = byName(names);
        int[] slots = new int[names.size()];
        Arrays.fill(slots, -1);
        int found = 0;
        for (int slot = 0; slot < plan.sourceFields().size(); slot++) {
            int column = byName.getOrDefault(clean(plan.sourceFields().get(slot)), -1);
            if (column >= 0) {
                slots[column] = slot;
                found++;
            }
        }
        return new Columns(slots, found, missing(byName, plan), findings(names));
    }

    private static int findings(List<List<String>> names) {
        for (int column = names.size() - 1; column >= 0; column--) {
            if (names.get(column).contains(FINDINGS)) {
                return column;
            }
        }
        return -1;
    }

    /** Columns of the sender's own: a row it added to a returned copy need not reach the findings. */
    int own() {
        return findings == slots.length - 1 ? slots.length - 1 : slots.length;
    }

    /** The mark in the column of findings, if the table is a returned copy; null if not. */
    @Nullable
    ReturnMark mark(IntFunction<@Nullable String> value) {
        var text = findings < 0 ? null : value.apply(findings);
        return text == null ? null : ReturnMark.in(text);
    }

    private static List<String> missing(Map<String, Integer> byName, ReadPlan plan) {
        var missing = new LinkedHashSet<String>();
        for (var required : plan.requiredColumns()) {
            if (byName.getOrDefault(clean(required), -1) < 0) {
                missing.add(required);
            }
        }
        for (var asked : plan.sourceFields()) {
            if (byName.getOrDefault(clean(asked), -1) == TWICE) {
                missing.add(asked);
            }
        }
        return List.copyOf(missing);
    }

    /** Whether this is the header the plan expects. */
    boolean suffice() {
        return found > 0 && missing.isEmpty();
    }

    private static Map<String, Integer> byName(List<List<String>> names) {
        var byName = new HashMap<String, Integer>();
        int levels = names.stream().mapToInt(List::size).max().orElse(0);
        for (int level = 0; level < levels; level++) {
            var ofLevel = new HashMap<String, Integer>();
            for (int column = 0; column < names.size(); column++) {
                if (level < names.get(column).size()) {
                    ofLevel.merge(names.get(column).get(level), column, (a, b) -> TWICE);
                }
            }
            // a full name goes before another column's short one
            ofLevel.forEach(byName::putIfAbsent);
        }
        byName.remove("");
        return byName;
    }

    /** Header cells hold line breaks, blanks and two kinds of brackets; none of them makes another name. */
    static String clean(String name) {
        var clean = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '（') {
                clean.append('(');
            } else if (c == '）') {
                clean.append(')');
            } else if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && !isInvisible(c)) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static boolean isInvisible(char c) {
        return c == '\uFEFF' || (c >= '\u200B' && c <= '\u200F') || c == '\u00AD';
    }
}
