package cn.lvyue.hub.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A place in a message as a caller names it, in the form of its format.
 *
 * @param place the whole place as findings tell it, instead of all others
 * @param file the file's name in an archive
 * @param cell with its row (K5), or the column's letters beside {@code row}
 * @param pointer a JSON pointer or XPath; from the line's record where {@code line} is given too
 * @param key of a row of a foreign table: {@code HT_WYXX.SEQ_NO=17}
 */
record AskedPlace(
        @Nullable String place,
        @Nullable String file,
        @Nullable String sheet,
        @Nullable Integer row,
        @Nullable String cell,
        @Nullable Integer line,
        @Nullable String column,
        @Nullable String pointer,
        @Nullable String key) {
    private static final int LONGEST = 1_000;

    /** The place in the words of the readers. */
    String told() {
        var told = place != null ? place : inFile(inside());
        if (told.length() > LONGEST) {
            throw Refusal.badParameter("place", told, "不超过 1000 个字符", "at most 1,000 characters");
        }
        return told;
    }

    private String inFile(String where) {
        return file == null || file.isEmpty() ? where : file + ": " + where;
    }

    private String inside() {
        if (sheet != null) {
            return inSheet(sheet);
        }
        if (line != null) {
            return "line " + line + (column != null ? ", " + column : pointer != null ? pointer : "");
        }
        if (key != null) {
            return key + (column == null ? "" : ", column " + column);
        }
        if (pointer != null) {
            return pointer;
        }
        throw Refusal.of(
                ProblemKind.BAD_PARAMETER,
                "请用 place，或 sheet 与 cell（row），或 line 与 column，或 pointer，或 key 与 column 指明位置",
                "name the place by place, or sheet and cell (or row), or line and column, or pointer, or key and column");
    }

    private String inSheet(String name) {
        if (cell == null) {
            if (row == null) {
                throw Refusal.badParameter("cell", "", "单元格（如 K5）或 row", "a cell such as K5, or row");
            }
            return name + "!row " + row;
        }
        var letters = cell.strip().toUpperCase(Locale.ROOT);
        var whole = letters.matches("[A-Z]{1,3}") && row != null ? letters + row : letters;
        if (!whole.matches("[A-Z]{1,3}[1-9][0-9]{0,8}")) {
            throw Refusal.badParameter("cell", cell, "单元格（如 K5）", "a cell such as K5");
        }
        return name + "!" + whole;
    }
}
