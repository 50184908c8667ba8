package cn.lvyue.hub.intake;

import cn.lvyue.hub.intake.MarkedCopies.Row;
import cn.lvyue.hub.intake.MarkedCopies.Weight;
import cn.lvyue.hub.record.ReturnMark;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is to be said about one sheet, row by row as the sheet goes by; gathers the comments on the way. */
final class SheetMarks {
    /** Words in one cell of a sheet. */
    record Said(Weight weight, String words) {}

    /** @param cells by column, from 0 */
    record OfRow(Row row, Map<Integer, Said> cells) {}

    private final XlsxLayout layout;
    private final PendingRows pending;
    private final String place;
    private final MarkingSettings limits;
    private final Map<String, String> comments = new LinkedHashMap<>();

    SheetMarks(XlsxLayout layout, PendingRows pending, String prefix, MarkingSettings limits) {
        this.layout = layout;
        this.pending = pending;
        this.place = prefix + layout.sheet() + "!";
        this.limits = limits;
    }

    XlsxLayout layout() {
        return layout;
    }

    /** By reference of the cell. */
    Map<String, String> comments() {
        return comments;
    }

    /** What the header of the findings column says, with what is to be said of the whole document as its comment. */
    String header() {
        var words = new StringBuilder();
        pending.ofTheFile()
                .forEach(mark -> words.append(words.isEmpty() ? "" : "\n\n").append(mark.words()));
        if (!words.isEmpty()) {
            comments.put(ColumnLetters.of(layout.findings()) + layout.headerRow(), words.toString());
        }
        return ReturnMark.COLUMN;
    }

    /** What to say about a row, counted from 1; null for one that is no record. */
    @Nullable
    OfRow take(int number) {
        if (number <= layout.lastHeaderRow()) {
            return null;
        }
        var row = pending.take(place + "row " + number);
        if (row == null) {
            return null;
        }
        var cells = new TreeMap<Integer, Said>();
        for (var mark : row.marks()) {
            int column = column(mark.place(), number);
            if (column >= 0 && column != layout.findings() && cells.size() < limits.maxColours()) {
                cells.merge(column, new Said(mark.weight(), mark.words()), SheetMarks::both);
            }
        }
        cells.forEach((column, said) -> comment(ColumnLetters.of(column) + number, said.words()));
        return new OfRow(row, cells);
    }

    private void comment(String reference, String words) {
        if (comments.size() < limits.maxComments()) {
            comments.put(reference, words);
        }
    }

    /** The column of a place in this row, or -1 for a place that is the row's or lies elsewhere. */
    private int column(String markPlace, int number) {
        var end = String.valueOf(number);
        if (!markPlace.startsWith(place) || !markPlace.endsWith(end)) {
            return -1;
        }
        var letters = markPlace.substring(place.length(), markPlace.length() - end.length());
        boolean reference =
                !letters.isEmpty() && letters.length() <= 3 && letters.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        return reference ? ColumnLetters.columnOf(letters) : -1;
    }

    static Said both(Said one, Said other) {
        var weight = one.weight().compareTo(other.weight()) <= 0 ? one.weight() : other.weight();
        return new Said(weight, one.words() + "\n\n" + other.words());
    }
}
