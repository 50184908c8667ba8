package cn.lvyue.hub.intake;

import cn.lvyue.hub.intake.SheetMarks.OfRow;
import cn.lvyue.hub.intake.SheetMarks.Said;
import cn.lvyue.hub.intake.XlsxLooks.Look;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** Rewrites one worksheet part: coloured cells, the column of findings, and the reference to the drawing of the comments. */
final class XlsxSheetCopy {
    /** What stands behind the reference to a legacy drawing (ECMA-376 part 1, section 18.3.1.99). */
    private static final Set<String> BEHIND_DRAWING = Set.of(
            "legacyDrawingHF",
            "drawingHF",
            "picture",
            "oleObjects",
            "controls",
            "AlternateContent",
            "webPublishItems",
            "tableParts",
            "extLst");

    private static final String WIDE = "<%1$scol min=\"%2$d\" max=\"%2$d\" width=\"60\" customWidth=\"1\"/>";

    private final XmlSplice xml;
    private final SheetMarks marks;
    private final XlsxLooks looks;
    private final int findings;
    /** Of the sheet's own elements, as its rows have it. */
    private String prefix = "";

    private int row;
    private int column;
    private int lastColumnWithWidth;
    private boolean anyWidths;
    private boolean drawn;
    private final @Nullable String drawing;

    /** @param drawing id of the relationship to a new drawing of comments; null where the sheet has one or needs none */
    XlsxSheetCopy(XmlSplice xml, SheetMarks marks, XlsxLooks looks, @Nullable String drawing) {
        this.xml = xml;
        this.marks = marks;
        this.looks = looks;
        this.findings = marks.layout().findings();
        this.drawing = drawing;
    }

    void write() throws IOException {
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            int depth = xml.events().depth();
            if (xml.isStart(event)) {
                if (xml.name().equals("row")) {
                    writeRow();
                } else if (depth <= 3) {
                    start(depth);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && depth <= 1) {
                end(depth);
            }
        }
        xml.copyRest();
    }

    private void start(int depth) throws IOException {
        var name = xml.name();
        if (depth == 3 && name.equals("col")) {
            lastColumnWithWidth =
                    Math.max(lastColumnWithWidth, number(xml.events().attribute("max"), 0));
            anyWidths = true;
        } else if (depth == 2 && name.equals("dimension")) {
            widenDimension();
        } else if (depth == 2 && name.equals("sheetData") && !anyWidths && findings >= 0) {
            xml.copyBefore();
            xml.write("<%1$scols>%2$s</%1$scols>".formatted(xml.prefix(), WIDE.formatted(xml.prefix(), findings + 1)));
        } else if (depth == 2 && BEHIND_DRAWING.contains(name)) {
            draw();
        }
    }

    private void end(int depth) throws IOException {
        if (depth == 1 && xml.name().equals("cols") && anyWidths && findings >= lastColumnWithWidth) {
            xml.copyBefore();
            xml.write(WIDE.formatted(xml.prefix(), findings + 1));
        } else if (depth == 0) {
            draw();
        }
    }

    private void draw() throws IOException {
        if (drawing != null && !drawn) {
            xml.copyBefore();
            xml.write(
                    "<%slegacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"%s\"/>"
                            .formatted(prefix, drawing));
            drawn = true;
        }
    }

    private void widenDimension() throws IOException {
        var reference = xml.events().attribute("ref");
        int colon = reference == null ? -1 : reference.indexOf(':');
        if (reference == null || colon < 0 || findings < 0) {
            return;
        }
        var end = reference.substring(colon + 1);
        int digits = end.replaceAll("[0-9].*", "").length();
        if (ColumnLetters.columnOf(end) < findings) {
            var wider = reference.substring(0, colon + 1) + ColumnLetters.of(findings) + end.substring(digits);
            xml.copyBefore();
            xml.write(XlsxWords.with(xml.raw(), "ref", wider));
            xml.drop();
        }
    }

    private void writeRow() throws IOException {
        xml.copyBefore();
        prefix = xml.prefix();
        row = number(xml.events().attribute("r"), row + 1);
        column = -1;
        var cells = cells();
        if (cells != null && xml.isEmptyElement()) {
            return;
        }
        if (cells != null) {
            // the hint of where a row's cells lie would be wrong now; without it programs look
            xml.write(XlsxWords.without(xml.raw(), "spans"));
            xml.drop();
        }
        boolean more = true;
        while (more) {
            int event = xml.next();
            if (xml.isStart(event) && xml.events().depth() == 4 && xml.name().equals("c")) {
                writeCell(cells);
            } else if (event == XMLStreamConstants.END_DOCUMENT
                    || (event == XMLStreamConstants.END_ELEMENT && xml.name().equals("row"))) {
                more = false;
            }
        }
        if (cells != null) {
            xml.copyBefore();
            writeMissing(cells, Integer.MAX_VALUE);
        }
        xml.copy();
    }

    /** What to put in this row by column, the words of the findings column among them; null for a row that stays as it is. */
    private @Nullable TreeMap<Integer, Cell> cells() throws IOException {
        if (row == marks.layout().headerRow() && findings >= 0) {
            var header = new TreeMap<Integer, Cell>();
            header.put(findings, new Cell(Look.WORDS, marks.header()));
            return header;
        }
        var said = marks.take(row);
        return said == null ? null : cells(said);
    }

    /** @param words null to leave the cell's content alone */
    private record Cell(Look look, @Nullable String words) {}

    private TreeMap<Integer, Cell> cells(OfRow said) {
        var cells = new TreeMap<Integer, Cell>();
        for (Map.Entry<Integer, Said> each : said.cells().entrySet()) {
            cells.put(each.getKey(), new Cell(XlsxLooks.of(each.getValue().weight()), null));
        }
        if (findings >= 0) {
            cells.put(
                    findings,
                    new Cell(XlsxLooks.of(said.row().weight()), said.row().words()));
        }
        return cells;
    }

    private void writeCell(@Nullable TreeMap<Integer, Cell> cells) throws IOException {
        var reference = xml.events().attribute("r");
        column = reference == null ? column + 1 : Math.max(ColumnLetters.columnOf(reference), 0);
        int style = number(xml.events().attribute("s"), 0);
        if (cells != null) {
            writeMissing(cells, column);
        }
        var cell = cells == null ? null : cells.remove(column);
        if (cell != null && cell.words() != null) {
            xml.copyBefore();
            xml.write(words(cell, cell.words()));
            skip();
        } else if (cell == null ? looks.isMarked(style) : cell.look() != Look.WORDS) {
            xml.copyBefore();
            xml.write(XlsxWords.with(
                    xml.raw(), "s", String.valueOf(looks.style(style, cell == null ? Look.CLEARED : cell.look()))));
            xml.drop();
        }
    }

    /** Cells that are not in the file: a value that is missing is marked where it should stand. */
    private void writeMissing(TreeMap<Integer, Cell> cells, int before) throws IOException {
        while (!cells.isEmpty() && cells.firstKey() < before) {
            var missing = cells.pollFirstEntry();
            var words = missing.getValue().words();
            xml.copyBefore();
            var at = ColumnLetters.of(missing.getKey()) + row;
            if (words != null) {
                column = missing.getKey();
                xml.write(words(missing.getValue(), words));
            } else if (missing.getValue().look() != Look.WORDS) {
                xml.write("<%sc r=\"%s\" s=\"%d\"/>"
                        .formatted(prefix, at, looks.style(0, missing.getValue().look())));
            }
        }
    }

    private String words(Cell cell, String words) {
        int plain = looks.style(0, Look.WORDS);
        int style = cell.look() == Look.WORDS ? plain : looks.style(0, cell.look());
        return words.isEmpty() ? "" : XlsxWords.cell(prefix, ColumnLetters.of(findings) + row, style, words);
    }

    /** Leaves out the element just begun. */
    private void skip() throws IOException {
        xml.events().skipElement();
        xml.drop();
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits != null
                        && !digits.isEmpty()
                        && digits.length() <= 9
                        && digits.chars().allMatch(Character::isDigit)
                ? Integer.parseInt(digits)
                : otherwise;
    }
}
