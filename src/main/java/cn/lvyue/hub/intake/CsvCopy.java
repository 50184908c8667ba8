package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReturnMark;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * A marked copy of delimited text: the bytes as they came, in their charset, with their delimiter and line ends, and one cell
 * more at the end of each row. One reader tells where rows end, the other copies bytes.
 */
final class CsvCopy implements FileCopy {
    private final ReadTask task;
    private final FileInMessage file;
    private final TemporaryFile bytes;

    CsvCopy(ReadTask task, FileInMessage file, TemporaryFile bytes) {
        this.task = task;
        this.file = file;
        this.bytes = bytes;
    }

    /** @throws Refused if there is no header to put the column's name in */
    static CsvCopy open(ReadTask task, FileInMessage file, TemporaryFile bytes) throws IOException {
        try (var text = text(task, bytes)) {
            new CsvHeader(new CsvRows(text, task.settings), task.plan, file.place()).find();
        }
        return new CsvCopy(task, file, bytes);
    }

    @Override
    public MarkedCopies.Form form() {
        return MarkedCopies.Form.CSV;
    }

    @Override
    public void write(PendingRows pending, OutputStream out) throws IOException {
        var buffered = new BufferedOutputStream(out, 1 << 16);
        try (var text = text(task, bytes);
                var raw = new BufferedInputStream(Files.newInputStream(bytes.path()), 1 << 16)) {
            var rows = new CsvRows(text, task.settings);
            var header = new CsvHeader(rows, task.plan, file.place()).find();
            var charset = charset(text);
            var lines = new LineBytes(raw, buffered, charset);
            lines.copy(rows.line() - 1 + rows.lines() - 1);
            int column = header.own();
            say(lines, charset, rows, column, ReturnMark.COLUMN);
            var places = new LinePlaces(file.prefix());
            while (rows.next()) {
                rows.damage();
                lines.copy(rows.lines() - 1L);
                var row = pending.take(places.ofRecord(rows.line()));
                if (row == null && rows.isEmpty()) {
                    lines.copy(1);
                } else {
                    say(lines, charset, rows, column, row == null ? "" : safe(row.words()));
                }
            }
            lines.copyRest();
        }
        buffered.flush();
    }

    /** Ends the line with a cell at a column, instead of what stands there from an earlier copy or empty. */
    private static void say(LineBytes lines, Charset charset, CsvRows rows, int column, String words)
            throws IOException {
        var cell = new StringBuilder();
        int cut = 0;
        var tail = rows.broken() == null && rows.cells() > column ? rows.rawFrom(column) : null;
        boolean ours = tail != null && tail.indexOf('\n') < 0 && tail.indexOf('\r') < 0 && isOurs(rows, column);
        if (tail != null && ours) {
            cut = tail.getBytes(charset).length;
        } else {
            cell.append(String.valueOf(rows.delimiter()).repeat(Math.max(1, column - rows.cells() + 1)));
        }
        lines.copyWith(cell.append(words).toString().getBytes(charset), cut);
    }

    private static boolean isOurs(CsvRows rows, int column) {
        var value = rows.value(column);
        return rows.isEmptyFrom(column)
                || (rows.cells() == column + 1
                        && (value.contains(ReturnMark.COLUMN) || ReturnMark.in(value) != null || isOutcome(value)));
    }

    /** What the words of a record that was not sent back begin with, in every copy. */
    private static boolean isOutcome(String value) {
        return value.startsWith(MarkedCopies.NOTHING_TO_DO);
    }

    /** In quotes, on one line, and never a formula when a spreadsheet opens it. */
    static String safe(String words) {
        if (words.isEmpty()) {
            return "";
        }
        var line = words.replaceAll("\\s*[\\r\\n]+\\s*", "；");
        var guarded = "=+-@\t".indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
        return '"' + guarded.replace("\"", "\"\"") + '"';
    }

    private static DecodedText text(ReadTask task, TemporaryFile bytes) throws IOException {
        return TextCharset.ofTable(task.plan, Files.newInputStream(bytes.path()));
    }

    private static Charset charset(DecodedText text) {
        @Nullable Charset found = text.charset();
        return found == null ? StandardCharsets.UTF_8 : found;
    }

    @Override
    public void close() {
        file.close();
    }
}
