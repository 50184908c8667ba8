package cn.lvyue.hub.intake;

/** Columns as spreadsheets write them: A is 0, Z is 25, AA is 26. */
final class ColumnLetters {
    /** No reference, or none that is one. */
    static final int NONE = -1;

    private ColumnLetters() {}

    static String of(int column) {
        var letters = new StringBuilder();
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }

    /** The column of a cell reference such as {@code K5}. */
    static int columnOf(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && i < 4; i++) {
            char c = reference.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + c - 'A' + 1;
        }
        return column - 1;
    }
}
