package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of a sheet, of one or several rows. Merged cells hold their text in the first cell only and are listed after
 * the data, so they are told by what is left empty: an empty upper cell continues the one to its left, an empty lower cell
 * takes the upper one.
 */
final class SheetHeader {
    private final ReadPlan plan;
    private final List<String[]> levels = new ArrayList<>();

    SheetHeader(ReadPlan plan) {
        this.plan = plan;
        for (int i = 0; i < plan.headerRows(); i++) {
            levels.add(new String[0]);
        }
    }

    int lastRow() {
        return plan.headerRow() + plan.headerRows() - 1;
    }

    /** Takes a row that belongs to the header; other rows above the data are titles. */
    void take(SheetRow row) {
        int level = row.number() - plan.headerRow();
        if (level < 0 || level >= levels.size()) {
            return;
        }
        var names = new String[row.columns()];
        for (int i = 0; i < names.length; i++) {
            var value = row.value(i);
            names[i] = value == null ? "" : Columns.clean(value);
        }
        levels.set(level, names);
    }

    Columns columns() {
        int width = levels.stream().mapToInt(level -> level.length).max().orElse(0);
        var names = new ArrayList<List<String>>(width);
        var group = new String[levels.size()];
        Arrays.fill(group, "");
        for (int column = 0; column < width; column++) {
            names.add(namesOf(column, group));
        }
        return Columns.of(names, plan);
    }

    /** What the header says, for a finding. */
    String said() {
        var said = new StringBuilder();
        for (var level : levels) {
            for (var name : level) {
                if (!name.isEmpty() && said.length() < 300) {
                    said.append(said.isEmpty() ? "" : "、").append(name);
                }
            }
        }
        return said.toString();
    }

    /** @param group the upper texts in force so far, by level; carried from column to column */
    private List<String> namesOf(int column, String[] group) {
        var parts = new ArrayList<String>();
        boolean lowestFilled = cell(levels.size() - 1, column) != null;
        for (int level = 0; level < levels.size(); level++) {
            var own = cell(level, column);
            if (own != null) {
                group[level] = own;
                Arrays.fill(group, level + 1, group.length, "");
                parts.add(own);
            } else if (lowestFilled && level < levels.size() - 1 && !group[level].isEmpty()) {
                parts.add(group[level]);
            }
        }
        if (parts.isEmpty()) {
            return List.of();
        }
        var names = new LinkedHashSet<String>();
        names.add(String.join("/", parts));
        names.add(parts.get(parts.size() - 1));
        return List.copyOf(names);
    }

    private @Nullable String cell(int level, int column) {
        var names = levels.get(level);
        return column < names.length && !names[column].isEmpty() ? names[column] : null;
    }
}
