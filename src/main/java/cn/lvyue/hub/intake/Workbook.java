package cn.lvyue.hub.intake;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A workbook's visible sheets in order, each row by row: what old and new workbooks have in common. */
interface Workbook extends AutoCloseable {
    /** @return the name of the next visible worksheet, or null; rows left of the one before are passed over */
    @Nullable
    String nextSheet() throws IOException;

    /** @return false at the end of the sheet */
    boolean nextRow(SheetRow row) throws IOException;

    /**
     * Goes through the rows left of the sheet.
     *
     * @param row to go through them with
     * @return one more than the last column that any of them fills; a cell with an empty text may count as filled
     */
    default int width(SheetRow row) throws IOException {
        int width = 0;
        while (nextRow(row)) {
            width = Math.max(width, row.columns());
        }
        return width;
    }

    @Override
    void close();
}
