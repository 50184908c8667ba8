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

    @Override
    void close();
}
