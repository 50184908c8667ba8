package cn.lvyue.hub.standard;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The names one division goes by: the whole path, the path below the province, and its own name where that is enough.
 *
 * @param rows all divisions of the pack by code
 * @param bare whether the own name is enough
 */
record DivisionNames(DivisionRow row, Map<String, DivisionRow> rows, boolean bare) {

    /** From the province down. */
    String full() {
        return String.join("", path());
    }

    private ArrayDeque<String> path() {
        var path = new ArrayDeque<String>();
        for (@Nullable DivisionRow at = row; at != null; at = rows.get(at.parent())) {
            path.addFirst(at.name());
        }
        return path;
    }

    void each(BiConsumer<String, Divisions.Found> to) {
        var path = path();
        var found = row.found();
        to.accept(String.join("", path), found);
        if (path.size() > 1) {
            var province = path.removeFirst();
            to.accept(String.join("", path), found);
            if (path.size() > 1 && bare) {
                to.accept(row.name(), found);
                to.accept(province + row.name(), found);
            }
        }
    }
}
