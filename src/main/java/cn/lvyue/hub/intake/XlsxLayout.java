package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.ReturnMark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a sheet its records and the column of findings stand.
 *
 * @param findings the column, from 0: the one of an earlier copy, else the first that no row of the sheet reaches; -1 where the
 *     sheet has no room for it
 */
record XlsxLayout(String sheet, int headerRow, int lastHeaderRow, int findings) {
    private static final int MOST_COLUMNS = 16_384;
    private static final String NAME = Columns.clean(ReturnMark.COLUMN);

    /** Goes through all rows once. @return null for a sheet that holds no records of the plan */
    static @Nullable XlsxLayout of(Workbook workbook, String sheet, ReadPlan plan, SheetRow row) throws IOException {
        var header = new SheetHeader(plan);
        int width = 0;
        int earlier = -1;
        while (workbook.nextRow(row)) {
            width = Math.max(width, row.columns());
            if (row.number() > header.lastRow()) {
                break;
            }
            header.take(row);
            earlier = Math.max(earlier, row.number() < plan.headerRow() ? -1 : findings(row));
        }
        if (earlier < 0) {
            width = Math.max(width, workbook.width(row));
        }
        if (plan.skipSheets().contains(sheet) || !header.columns().suffice()) {
            return null;
        }
        int column = earlier >= 0 ? earlier : width < MOST_COLUMNS ? width : -1;
        return new XlsxLayout(sheet, plan.headerRow(), header.lastRow(), column);
    }

    /** By sheet in the order of reading, null for sheets without records. */
    static List<@Nullable XlsxLayout> all(Workbook workbook, ReadPlan plan, int longestRow) throws IOException {
        var layouts = new ArrayList<@Nullable XlsxLayout>();
        var row = new SheetRow(MOST_COLUMNS, longestRow);
        for (var sheet = workbook.nextSheet(); sheet != null; sheet = workbook.nextSheet()) {
            layouts.add(of(workbook, sheet, plan, row));
        }
        return layouts;
    }

    private static int findings(SheetRow row) {
        for (int column = row.columns() - 1; column >= 0; column--) {
            var value = row.value(column);
            if (value != null && Columns.clean(value).equals(NAME)) {
                return column;
            }
        }
        return -1;
    }
}
