package cn.lvyue.hub.intake;

import cn.lvyue.hub.intake.MarkedCopies.Mark;
import cn.lvyue.hub.intake.MarkedCopies.Row;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is still to be said about a document, met while the document goes by in the same order. */
final class PendingRows {
    private final Iterator<Row> rows;
    private final List<Mark> ofTheFile;
    private @Nullable Row next;

    PendingRows(Iterator<Row> rows, List<Mark> ofTheFile) {
        this.rows = rows;
        this.ofTheFile = ofTheFile;
        advance();
    }

    /** What to say about the record at a place, which is then said; null if the next record stands elsewhere. */
    @Nullable
    Row take(String place) {
        var row = next;
        if (row == null || !row.place().equals(place)) {
            return null;
        }
        advance();
        return row;
    }

    List<Mark> ofTheFile() {
        return ofTheFile;
    }

    private void advance() {
        next = rows.hasNext() ? rows.next() : null;
    }
}
