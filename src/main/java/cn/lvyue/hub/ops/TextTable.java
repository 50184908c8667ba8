package cn.lvyue.hub.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of plain text for a terminal. Chinese characters take two columns there (Unicode East Asian Width W and F), and
 * cells are padded accordingly. Columns whose cells are all numbers stand on the right.
 */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... header) {
        rows.add(List.of(header));
    }

    /** @param cells as many as the header has; shown by their {@code toString} */
    public TextTable row(Object... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells for " + rows.get(0).size() + " columns");
        }
        var row = new ArrayList<String>(cells.length);
        for (var cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
        return this;
    }

    /** The lines of the table, the header first, without trailing blanks. */
    public List<String> lines() {
        int columns = rows.get(0).size();
        var lines = new ArrayList<StringBuilder>();
        rows.forEach(row -> lines.add(new StringBuilder()));
        for (int column = 0; column < columns; column++) {
            append(column, lines);
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    @Override
    public String toString() {
        return lines().stream().collect(Collectors.joining(System.lineSeparator()));
    }

    private void append(int column, List<StringBuilder> lines) {
        int width = rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
        boolean right = rows.size() > 1 && rows.stream().skip(1).allMatch(row -> isNumber(row.get(column)));
        for (int i = 0; i < lines.size(); i++) {
            var cell = rows.get(i).get(column);
            var blanks = " ".repeat(width - width(cell));
            lines.get(i).append(column == 0 ? "" : GAP).append(right ? blanks + cell : cell + blanks);
        }
    }

    private static boolean isNumber(String cell) {
        return !cell.isEmpty() && cell.chars().allMatch(c -> c >= '0' && c <= '9' || c == ',' || c == '-');
    }

    /** How many columns of a terminal a text takes. */
    static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F // Hangul Jamo
                || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F // CJK radicals, punctuation, kana, ideographs, Yi
                || c >= 0xAC00 && c <= 0xD7A3 // Hangul
                || c >= 0xF900 && c <= 0xFAFF // compatibility ideographs
                || c >= 0xFE30 && c <= 0xFE6F // compatibility forms
                || c >= 0xFF00 && c <= 0xFF60 // full-width forms
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1FAFF // pictographs
                || c >= 0x20000 && c <= 0x3FFFD; // rare ideographs
    }
}
