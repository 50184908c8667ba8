package cn.lvyue.hub.intake;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits delimited text into rows and cells as RFC 4180 has it, with any mix of line ends, and finds its way back after a
 * broken row: an opening quote that is not closed where a cell may end costs the line it stands in, not the rest of the file.
 *
 * <p>One row at a time stands here; its cells are read before the next is asked for.
 */
final class CsvRows {
    private static final int FIRST_BUFFER = 1 << 17;

    private final DecodedText text;
    private final int maxRecord;
    private final int maxColumns;
    private char delimiter = ',';
    private char[] buffer = new char[FIRST_BUFFER];
    private int filled;
    private boolean ended;
    /** Characters of the text before the buffer's start. */
    private long gone;
    /** Where the row starts, where reading stands, where the next row starts. */
    private int start;

    private int at;
    private long nextLine = 1;
    private int linesInRow;
    private long line;

    private final CsvCells cells = new CsvCells();

    private @Nullable String broken;

    CsvRows(DecodedText text, IntakeSettings settings) {
        this.text = text;
        this.maxRecord = settings.maxRecord();
        this.maxColumns = settings.maxColumns();
    }

    void delimiter(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Back to the start of the text, as long as the rows read so far fit the buffer. */
    boolean rewind() {
        at = 0;
        nextLine = 1;
        return gone == 0;
    }

    /** @return false at the end of the text */
    boolean next() throws IOException {
        start = at;
        line = nextLine;
        linesInRow = 0;
        cells.clear();
        broken = null;
        if (at == filled && !more()) {
            return false;
        }
        if (!readCells()) {
            readBrokenLine();
        }
        nextLine = line + linesInRow;
        return true;
    }

    long line() {
        return line;
    }

    /** Over how many physical lines the row goes. */
    int lines() {
        return linesInRow;
    }

    char delimiter() {
        return delimiter;
    }

    /** The row from the beginning of a cell to its end as it stands in the text, quotes and all. */
    String rawFrom(int cell) {
        int last = cells.count() - 1;
        int from = cells.from(cell) - (cells.isQuoted(cell) ? 1 : 0);
        return new String(buffer, from, cells.to(last) + (cells.isQuoted(last) ? 1 : 0) - from);
    }

    int cells() {
        return cells.count();
    }

    /** Why the row is no row, or null. */
    @Nullable
    String broken() {
        return broken;
    }

    /** Whether the row holds nothing that can be seen. */
    boolean isEmpty() {
        return broken == null && cells.areBlankFrom(0, buffer);
    }

    boolean isEmptyFrom(int cell) {
        return cells.areBlankFrom(cell, buffer);
    }

    int length(int cell) {
        return cells.length(cell);
    }

    String value(int cell) {
        String value = new String(buffer, cells.from(cell), cells.length(cell));
        return cells.isEscaped(cell) ? value.replace("\"\"", "\"") : value;
    }

    boolean isAscii(int cell) {
        for (int i = cells.from(cell); i < cells.to(cell); i++) {
            if (buffer[i] >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The first damage inside the row, or null. */
    @Nullable
    Damage damage() {
        return text.damageBefore(gone + at);
    }

    /** The cell in which a place of the text lies, or -1. */
    int cellAt(long place) {
        return cells.at(place - gone);
    }

    private boolean readCells() throws IOException {
        while (true) {
            int cell = cells.begin(at);
            boolean quote = (at < filled || more()) && buffer[at] == '"';
            if (quote ? !readQuoted(cell) : !readPlain(cell)) {
                return false;
            }
            if (at == filled && !more()) {
                linesInRow++;
                return broken == null;
            }
            char c = buffer[at++];
            if (c != delimiter) {
                endLine(c);
                return true;
            }
            if (cells.count() == maxColumns) {
                broken = "hub.intake.max-columns = " + maxColumns;
                return false;
            }
        }
    }

    private boolean readPlain(int cell) throws IOException {
        do {
            int i = at;
            int end = filled;
            char[] chars = buffer;
            char stop = delimiter;
            while (i < end) {
                char c = chars[i];
                if (c == stop || c == '\n' || c == '\r') {
                    at = i;
                    cells.end(cell, i);
                    return true;
                }
                i++;
            }
            at = i;
        } while (more());
        cells.end(cell, at);
        return broken == null;
    }

    private boolean readQuoted(int cell) throws IOException {
        cells.quoted(cell, ++at);
        while (at < filled || more()) {
            char c = buffer[at++];
            if (c == '\n' || c == '\r') {
                endLine(c);
            } else if (c == '"') {
                if ((at < filled || more()) && buffer[at] == '"') {
                    cells.escaped(cell);
                    at++;
                } else {
                    cells.end(cell, at - 1);
                    return mayEndCell();
                }
            }
        }
        if (broken == null) {
            broken = "\"";
        }
        return false;
    }

    private boolean mayEndCell() {
        if (broken == null && at < filled && buffer[at] != delimiter && buffer[at] != '\n' && buffer[at] != '\r') {
            broken = "\"";
        }
        return broken == null;
    }

    private void endLine(char c) throws IOException {
        linesInRow++;
        if (c == '\r' && (at < filled || more()) && buffer[at] == '\n') {
            at++;
        }
    }

    /** Takes the row's first line alone, split without regard to quotes, so that its first cells can still be told. */
    private void readBrokenLine() throws IOException {
        var why = broken;
        broken = null;
        at = start;
        cells.clear();
        linesInRow = 0;
        while (true) {
            int cell = cells.begin(at);
            while (at < filled && buffer[at] != delimiter && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            cells.end(cell, at);
            if (at == filled) {
                skipToLineEnd();
                break;
            }
            char c = buffer[at];
            if (c != delimiter || cells.count() >= maxColumns) {
                skipToLineEnd();
                break;
            }
            at++;
        }
        broken = why;
    }

    /** A line longer than a record may be is passed over without being kept. */
    private void skipToLineEnd() throws IOException {
        while (true) {
            while (at < filled) {
                char c = buffer[at++];
                if (c == '\n' || c == '\r') {
                    endLine(c);
                    return;
                }
            }
            if (ended) {
                linesInRow++;
                return;
            }
            dropTail();
        }
    }

    /** Makes room at the buffer's end without losing the beginning of the row. */
    private void dropTail() throws IOException {
        int keep = cells.to(cells.count() - 1);
        if (keep == buffer.length) {
            keep = start + (keep - start) / 2;
            cells.truncate(keep);
        }
        gone += filled - keep;
        at = keep;
        filled = keep;
        int n = text.read(buffer, filled, buffer.length - filled);
        ended = n < 0;
        filled += Math.max(n, 0);
    }

    /** Reads on, keeping the row begun; false at the end of the text or when the row is longer than a record may be. */
    private boolean more() throws IOException {
        if (ended || broken != null) {
            return false;
        }
        if (filled == buffer.length && !makeRoom()) {
            broken = "hub.intake.max-record = " + maxRecord;
            return false;
        }
        int n = text.read(buffer, filled, buffer.length - filled);
        ended = n < 0;
        filled += Math.max(n, 0);
        return n > 0;
    }

    private boolean makeRoom() {
        if (start == 0) {
            if (buffer.length >= maxRecord) {
                return false;
            }
            buffer = Arrays.copyOf(buffer, Math.min(maxRecord, buffer.length * 2));
            return true;
        }
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        cells.shift(start);
        gone += start;
        at -= start;
        filled -= start;
        start = 0;
        return true;
    }
}
