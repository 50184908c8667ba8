package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.CellKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The filled cells of one row of a sheet, by column counted from 0. One object serves all rows of a sheet. */
final class SheetRow {
    private final int maxColumns;
    private int number;
    private int columns;
    private @Nullable String[] values = new String[64];
    private CellKind[] kinds = new CellKind[64];
    private boolean tooWide;

    SheetRow(int maxColumns) {
        this.maxColumns = maxColumns;
    }

    void begin(int rowNumber) {
        number = rowNumber;
        Arrays.fill(values, 0, columns, null);
        columns = 0;
        tooWide = false;
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
        if (column >= values.length) {
            int more = Math.max(column + 1, values.length * 2);
            values = Arrays.copyOf(values, more);
            kinds = Arrays.copyOf(kinds, more);
        }
        values[column] = value;
        kinds[column] = kind;
        columns = Math.max(columns, column + 1);
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
