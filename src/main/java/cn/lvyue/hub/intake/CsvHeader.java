package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the header of delimited text, and with it the delimiter: the one under which most columns have names we know. */
final class CsvHeader {
    private static final char[] USUAL = {',', ';', '\t', '|'};
    private static final char NONE = '\uFFFF';

    private final CsvRows rows;
    private final ReadPlan plan;
    private final String place;

    CsvHeader(CsvRows rows, ReadPlan plan, String place) {
        this.rows = rows;
        this.plan = plan;
        this.place = place;
    }

    /** Leaves the rows standing behind the header. */
    Columns find() throws IOException {
        var declared = declaredDelimiter();
        int skip = declared == null ? 0 : 1;
        var best = declared != null ? declared : plan.delimiter() != null ? plan.delimiter() : mostKnown();
        var names = read(best, skip);
        var columns = Columns.of(names, plan);
        if (!columns.suffice()) {
            throw refusal(names, columns);
        }
        return columns;
    }

    /** A first line {@code sep=;}, as some spreadsheets write it. */
    private @Nullable Character declaredDelimiter() throws IOException {
        rows.delimiter(NONE);
        if (!rows.next()) {
            throw Fault.UNREADABLE.refuse(place, null, Fault.SOME_CONTENT);
        }
        var first = rows.length(0) == 5 ? rows.value(0) : "";
        return first.startsWith("sep=") ? first.charAt(4) : null;
    }

    private char mostKnown() throws IOException {
        char best = USUAL[0];
        int most = -1;
        for (char delimiter : USUAL) {
            int found = Columns.of(read(delimiter, 0), plan).found();
            if (found > most) {
                most = found;
                best = delimiter;
            }
        }
        return best;
    }

    private List<List<String>> read(char delimiter, int skip) throws IOException {
        if (!rows.rewind()) {
            throw Fault.HEADER.refuse(place, null, String.join("、", plan.requiredColumns()));
        }
        rows.delimiter(delimiter);
        int left = skip + plan.headerRow();
        while (left > 0 && rows.next()) {
            left -= rows.isEmpty() ? 0 : 1;
        }
        var names = new ArrayList<List<String>>();
        for (int i = 0; left == 0 && i < rows.cells(); i++) {
            names.add(List.of(Columns.clean(rows.value(i))));
        }
        return names;
    }

    private Refused refusal(List<List<String>> names, Columns columns) {
        var header = new StringBuilder();
        for (var name : names) {
            header.append(header.isEmpty() ? "" : ",").append(name.get(0));
            if (header.length() > 300) {
                break;
            }
        }
        var wanted = columns.missing().isEmpty() ? plan.sourceFields() : columns.missing();
        var fault = isOtherFormat(header) ? Fault.WRONG_TYPE : Fault.HEADER;
        return fault.refuse(
                place,
                printable(header),
                fault == Fault.HEADER ? String.join("、", wanted) : plan.format().name());
    }

    private static boolean isOtherFormat(CharSequence header) {
        char first = header.isEmpty() ? 'x' : header.charAt(0);
        return first == '<' || first == '{' || first == '[' || header.chars().anyMatch(c -> c < ' ');
    }

    private static String printable(CharSequence text) {
        var printable = new StringBuilder(text.length());
        text.chars().forEach(c -> printable.append(c < ' ' ? '?' : (char) c));
        return printable.toString();
    }
}
