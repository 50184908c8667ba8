package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Finds a column by which a table of a corpus can be read. */
final class CorpusColumns {
    private static final String ANY = "工单编号";

    private CorpusColumns() {}

    /** The first column of the first row whose name stands there once; where there is none, any will do. */
    static String of(Path file) throws IOException {
        var name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
            return ofText(Corpora.bytes(file));
        }
        return name.endsWith(".gz") ? "A" : name.contains(".xls") ? ofWorkbook(file) : ANY;
    }

    private static String ofText(byte[] bytes) {
        var charset =
                Utf8.countBeyondAscii(bytes, 0, bytes.length) == Utf8.INVALID ? Charset.forName("GB18030") : UTF_8;
        var header = new String(bytes, charset)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("sep="))
                .findFirst()
                .orElse("");
        return single(Arrays.stream(header.split("[,;|^=\\t]")));
    }

    private static String ofWorkbook(Path file) throws IOException {
        try {
            var content = WorkbookContent.of(file);
            return single(content.cells().stream()
                    .filter(cell -> cell.row() == 1
                            && cell.sheet().equals(content.sheets().get(0)))
                    .map(WorkbookContent.Cell::value));
        } catch (Refused e) {
            return ANY;
        }
    }

    private static String single(Stream<String> names) {
        List<String> all =
                names.map(Columns::clean).filter(name -> !name.isEmpty()).toList();
        return all.stream()
                .filter(name -> all.indexOf(name) == all.lastIndexOf(name) && name.matches("[\\p{IsHan}\\w ()-]{1,60}"))
                .findFirst()
                .orElse(ANY);
    }
}
