package cn.lvyue.hub.intake;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Splits delimited text into rows and cells as RFC 4180 has it, with any mix of line ends, and finds its way back after a
 * broken row: an opening quote that is not closed where a cell may end costs the line it stands in, not the rest of the file.
 *
 * <p>One row at a time stands here; its cells are read before the next is asked for.
 */
final class CsvRows {
    private static final String QUOTE = "\"";

    /**
     * How much may be read in vain, looking for the end of quoted cells that have none: some characters in any text, and so
     * many times what was gone through. Beyond it a quoted cell ends with its line, or else a file whose every line opens a
     * quote would be read a thousand times over.
     */
    private static final int VAIN_AT_FIRST = 16 << 20;

    private static final int VAIN_TIMES = 4;

    private final TextWindow window;
    private final int maxRecord;
    private final int maxColumns;
    private char delimiter = ',';
    private long nextLine = 1;
    private int linesInRow;
    private long line;
    private long vain;
    private boolean acrossLines = true;

    private final CsvCells cells = new CsvCells();

    private @Nullable String broken;

    CsvRows(DecodedText text, IntakeSettings settings) {
        this.window = new TextWindow(text, settings.maxRecord());
        this.maxRecord = settings.maxRecord();
        this.maxColumns = settings.maxColumns();
    }

    void delimiter(char delimiter) {
        this.delimiter = delimiter;
    }

    /** Back to the start of the text, as long as the rows read so far fit the buffer. */
    boolean rewind() {
        nextLine = 1;
        return window.rewind();
    }

    /** @return false at the end of the text */
    boolean next() throws IOException {
        window.begin();
        line = nextLine;
        linesInRow = 0;
        cells.clear();
        broken = null;
        if (!window.has()) {
            return false;
        }
        acrossLines = vain <= VAIN_AT_FIRST + VAIN_TIMES * window.place();
        if (!readCells()) {
            long reached = window.place();
            readBrokenLine();
            vain += Math.max(0, reached - window.place());
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
        return window.text(
                cells.from(cell) - (cells.isQuoted(cell) ? 1 : 0), cells.to(last) + (cells.isQuoted(last) ? 1 : 0));
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
        return broken == null && isEmptyFrom(0);
    }

    /** Whether there is nothing but blanks from a cell on, or nothing at all. */
    boolean isEmptyFrom(int cell) {
        for (int i = cell; i < cells.count(); i++) {
            for (int at = cells.from(i); at < cells.to(i); at++) {
                char c = window.charAt(at);
                if (c > ' ' && c != 0xA0 && c != 0x3000) {
                    return false;
                }
            }
        }
        return true;
    }

    int length(int cell) {
        return cells.length(cell);
    }

    String value(int cell) {
        String value = window.text(cells.from(cell), cells.to(cell));
        return cells.isEscaped(cell) ? value.replace("\"\"", "\"") : value;
    }

    boolean isAscii(int cell) {
        for (int i = cells.from(cell); i < cells.to(cell); i++) {
            if (window.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The first damage inside the row, or null. */
    @Nullable
    Damage damage() {
        return window.damage();
    }

    /** The cell in which a place of the text lies, or -1. */
    int cellAt(long place) {
        return cells.at(window.position(place));
    }

    private boolean readCells() throws IOException {
        while (true) {
            int cell = cells.begin(window.position());
            boolean whole = window.has() && window.peek() == '"' ? readQuoted(cell) : readPlain(cell);
            if (!whole) {
                return false;
            }
            if (!window.has()) {
                linesInRow++;
                return !isTooLong();
            }
            char c = window.take();
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
        window.toEndOfPlain(delimiter);
        cells.end(cell, window.position());
        return !isTooLong();
    }

    private boolean readQuoted(int cell) throws IOException {
        window.take();
        cells.quoted(cell, window.position());
        while (window.has()) {
            char c = window.take();
            if (c == '"') {
                if (!window.has() || window.peek() != '"') {
                    cells.end(cell, window.position() - 1);
                    return mayEndCell();
                }
                cells.escaped(cell);
                window.take();
            } else if (c == '\n' || c == '\r') {
                if (!acrossLines) {
                    break;
                }
                endLine(c);
            }
        }
        if (!isTooLong()) {
            broken = QUOTE;
        }
        return false;
    }

    private boolean mayEndCell() {
        if (!isTooLong() && window.hasInHand()) {
            char c = window.peek();
            broken = c == delimiter || c == '\n' || c == '\r' ? null : QUOTE;
        }
        return broken == null;
    }

    private boolean isTooLong() {
        if (window.isFull()) {
            broken = "hub.intake.max-record = " + maxRecord;
        }
        return window.isFull();
    }

    private void endLine(char c) throws IOException {
        linesInRow++;
        if (c == '\r' && window.has() && window.peek() == '\n') {
            window.take();
        }
    }

    /** Takes the row's first line alone, split without regard to quotes, so that its first cells can still be told. */
    private void readBrokenLine() throws IOException {
        window.back();
        cells.clear();
        linesInRow = 0;
        boolean more = true;
        while (more) {
            int cell = cells.begin(window.position());
            window.toEndOfPlainInHand(delimiter);
            cells.end(cell, window.position());
            more = window.hasInHand() && window.peek() == delimiter && cells.count() < maxColumns;
            if (more) {
                window.take();
            }
        }
        skipToLineEnd();
    }

    /** A line longer than a record may be is passed over without being kept. */
    private void skipToLineEnd() throws IOException {
        while (true) {
            while (window.hasInHand()) {
                char c = window.take();
                if (c == '\n' || c == '\r') {
                    endLine(c);
                    return;
                }
            }
            if (window.isAtEnd()) {
                linesInRow++;
                return;
            }
            cells.truncate(window.dropBehind(cells.to(cells.count() - 1)));
        }
    }
}
