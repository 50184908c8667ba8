package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.CellKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The filled cells of one row of a sheet, by column counted from 0. One object serves all rows of a sheet. */
final class SheetRow {
    private final int maxColumns;
    private final int maxCharacters;
    private int number;
    private int characters;
    private int columns;
    private @Nullable String[] values = new String[64];
    private CellKind[] kinds = new CellKind[64];
    private boolean tooWide;
    private boolean tooLong;

    /** @param maxCharacters of all its cells together; what goes beyond is left out */
    SheetRow(int maxColumns, int maxCharacters) {
        this.maxColumns = maxColumns;
        this.maxCharacters = maxCharacters;
    }

    void begin(int rowNumber) {
        number = rowNumber;
        Arrays.fill(values, 0, columns, null);
        columns = 0;
        characters = 0;
        tooWide = false;
        tooLong = false;
    }

    /** An empty value is as good as no cell. */
    void put(int column, String value, CellKind kind) {
        if (value.isEmpty()) {
            return;
        }
        if (column < 0 || column >= maxColumns) {
            tooWide = true;
            return;
        }
        if (value.length() > maxCharacters - characters) {
            tooLong = true;
            return;
        }
        characters += value.length();
        if (column >= values.length) {
            int more = Math.max(column + 1, values.length * 2);
            values = Arrays.copyOf(values, more);
            kinds = Arrays.copyOf(kinds, more);
        }
        values[column] = value;
        kinds[column] = kind;
        columns = Math.max(columns, column + 1);
    }

    /** Of all its cells together. */
    int characters() {
        return characters;
    }

    /** As the spreadsheet counts, from 1. */
    int number() {
        return number;
    }

    /** One more than the last filled column. */
    int columns() {
        return columns;
    }

    @Nullable
    String value(int column) {
        return column < columns ? values[column] : null;
    }

    CellKind kind(int column) {
        return kinds[column];
    }

    /** Whether cells beyond the limit of columns were left out. */
    boolean isTooWide() {
        return tooWide;
    }

    /** Whether cells beyond the limit of characters were left out. */
    boolean isTooLong() {
        return tooLong;
    }

    /** The row's first filled cell, or null. */
    @Nullable
    String firstValue() {
        for (int i = 0; i < columns; i++) {
            var value = values[i];
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }
}
