package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.record.Outcome;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A made-up file of the feed {@code hotline-12345}, of any length and always the same for the same parameters: CSV with the
 * hotline's 20 columns, CRLF, quoted where needed, about 570 bytes a row. Rows in order are all different complaints that a
 * hub must accept.
 *
 * @param faultPercent 0 to 50: how many of a hundred rows are faulty or tell nothing new, spread evenly, of all kinds in turn
 */
public record HotlineFile(Charset charset, long rows, int faultPercent) {
    public static final Charset GB18030 = Charset.forName("GB18030");
    private static final int FLUSH_AT = 1 << 19;

    public HotlineFile {
        if (rows < 0 || faultPercent < 0 || faultPercent > 50) {
            throw new IllegalArgumentException("rows must not be negative, faultPercent between 0 and 50");
        }
    }

    /** The file as the hotline sends it, in GB18030, without a fault. */
    public static HotlineFile inOrder(long rows) {
        return new HotlineFile(GB18030, rows, 0);
    }

    /** The 工单编号 of a row in order. @param number of the row, 0 for the first */
    public static String recordNo(long number) {
        var day = HotlineRow.FIRST_DAY.plusDays(number / HotlineRow.ROWS_A_DAY);
        var digits = Long.toString(100_000 + number % HotlineRow.ROWS_A_DAY).substring(1);
        return "HLJ12345" + day.format(DateTimeFormatter.BASIC_ISO_DATE) + digits;
    }

    /** Writes the whole file and leaves the stream open. */
    public void writeTo(OutputStream out) {
        write(out, 0);
    }

    private void write(OutputStream out, long first) {
        try {
            var row = new HotlineRow(charset);
            var buffer = new RowBuffer();
            row.header(buffer);
            for (long number = first; number < first + rows; number++) {
                var fault = fault(number);
                row.write(buffer, tellsOfRowBefore(fault) ? number - 1 : number, fault);
                if (buffer.length() >= FLUSH_AT) {
                    buffer.drainTo(out);
                }
            }
            buffer.drainTo(out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        writeTo(out);
        return out.toByteArray();
    }

    /** Writes the file to disk, over one that may be there. */
    public void writeTo(Path path) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            writeTo(out);
        }
    }

    /** Writes as many rows that come after some others, to disk. @param first number of the first row, 0 for none before it */
    void writeAfter(long first, Path path) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            write(out, first);
        }
    }

    /** What must become of the rows when an empty hub reads the file; outcomes that do not occur are absent. */
    public Map<Outcome, Long> outcomes() {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        for (long number = 0; number < rows; number++) {
            var fault = fault(number);
            counts.merge(fault == null ? Outcome.ACCEPTED : fault.outcome(), 1L, Long::sum);
        }
        return counts;
    }

    private @Nullable Fault fault(long number) {
        long place = (number + 1) * faultPercent;
        return place % 100 < faultPercent ? Fault.ofNumber(place / 100) : null;
    }

    private static boolean tellsOfRowBefore(@Nullable Fault fault) {
        return fault == Fault.REPEATED || fault == Fault.CHANGED;
    }

    /** {@code --rows n [--out file] [--charset GB18030] [--faults percent]}; without {@code --out} to the standard output. */
    public static void main(String[] args) throws IOException {
        var options = Options.parse(List.of(args));
        var file = new HotlineFile(
                Charset.forName(options.text("charset", "GB18030")), options.number("rows", 1_000_000), (int)
                        options.number("faults", 0));
        var out = options.text("out", "");
        if (out.isEmpty()) {
            try (var stdout = new BufferedOutputStream(System.out)) {
                file.writeTo(stdout);
            }
        } else {
            file.writeTo(Path.of(out));
        }
    }
}
