package cn.lvyue.hub.intake;

import cn.lvyue.hub.intake.MarkedCopies.Row;
import cn.lvyue.hub.intake.MarkedCopies.Weight;
import cn.lvyue.hub.intake.SheetMarks.Said;
import cn.lvyue.hub.intake.XlsxLooks.Look;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFClientAnchor;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** A marked copy of an old workbook (BIFF8). It is held in memory whole, so only up to a size. */
final class XlsCopy implements FileCopy {
    private static final int MOST_COLUMNS = 256;
    private static final int LONGEST_COMMENT = 8_000;
    private static final int LONGEST_CELL = 32_000;

    private record Styled(short base, Look look) {}

    private final MarkingSettings limits;
    private final FileInMessage file;
    private final HSSFWorkbook workbook;
    private final List<@Nullable XlsxLayout> layouts;
    private final Map<Styled, HSSFCellStyle> styles = new HashMap<>();

    private XlsCopy(
            MarkingSettings limits, FileInMessage file, HSSFWorkbook workbook, List<@Nullable XlsxLayout> layouts) {
        this.limits = limits;
        this.file = file;
        this.workbook = workbook;
        this.layouts = layouts;
    }

    /**
     * @throws Refused if it is too large to be held in memory
     * @throws RuntimeException if its records contradict each other
     */
    static XlsCopy open(ReadTask task, MarkingSettings limits, FileInMessage file, TemporaryFile bytes)
            throws IOException {
        if (Files.size(bytes.path()) > limits.maxOldWorkbook().toBytes()) {
            throw Fault.TOO_LARGE.refuse(
                    file.place(), null, "hub.intake.marking.max-old-workbook = " + limits.maxOldWorkbook());
        }
        var layouts = layouts(task, file, bytes);
        try (var in = Files.newInputStream(bytes.path())) {
            return new XlsCopy(limits, file, new HSSFWorkbook(in, true), layouts);
        }
    }

    private static List<@Nullable XlsxLayout> layouts(ReadTask task, FileInMessage file, TemporaryFile bytes)
            throws IOException {
        var workbook = XlsWorkbook.open(task, file, bytes);
        try {
            return XlsxLayout.all(workbook, task.plan, task.settings.maxRecord());
        } finally {
            workbook.close();
        }
    }

    @Override
    public MarkedCopies.Form form() {
        return MarkedCopies.Form.XLS;
    }

    @Override
    public void write(PendingRows pending, OutputStream out) throws IOException {
        try {
            mark(pending);
        } catch (RuntimeException damaged) {
            throw Fault.UNREADABLE.refuse(file.place(), damaged.getMessage(), "XLS");
        }
        workbook.write(out);
    }

    private void mark(PendingRows pending) {
        var visible = visible(workbook);
        for (int i = 0; i < Math.min(visible.size(), layouts.size()); i++) {
            var layout = layouts.get(i);
            if (layout != null) {
                mark(visible.get(i), layout, pending);
            }
        }
    }

    private static List<HSSFSheet> visible(HSSFWorkbook workbook) {
        var visible = new ArrayList<HSSFSheet>();
        for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
            if (workbook.getSheetVisibility(i) == SheetVisibility.VISIBLE) {
                visible.add(workbook.getSheetAt(i));
            }
        }
        return visible;
    }

    private void mark(HSSFSheet sheet, XlsxLayout found, PendingRows pending) {
        var layout = found.findings() < MOST_COLUMNS
                ? found
                : new XlsxLayout(found.sheet(), found.headerRow(), found.lastHeaderRow(), -1);
        var marks = new SheetMarks(layout, pending, file.prefix(), limits);
        if (layout.findings() >= 0) {
            var header = row(sheet, layout.headerRow());
            say(header, layout.findings(), marks.header(), Look.WORDS);
            sheet.setColumnWidth(layout.findings(), 60 * 256);
        }
        for (int number = layout.lastHeaderRow() + 1; number <= sheet.getLastRowNum() + 1; number++) {
            var said = marks.take(number);
            if (said != null) {
                mark(row(sheet, number), said, layout.findings());
            }
        }
        var patriarch = sheet.createDrawingPatriarch();
        marks.comments().forEach((reference, words) -> {
            int column = ColumnLetters.columnOf(reference);
            var row = row(sheet, Integer.parseInt(reference.replaceAll("[A-Z]", "")));
            var cell = cell(row, column);
            var text = words;
            var before = cell.getCellComment();
            if (before != null) {
                text = before.getAuthor() != null && before.getAuthor().equals(XlsxComments.AUTHOR)
                        ? words
                        : before.getString().getString() + "\n\n" + XlsxComments.AUTHOR + "：\n" + words;
                cell.removeCellComment();
            }
            int last = Math.min(column + 5, MOST_COLUMNS - 1);
            var comment = patriarch.createCellComment(new HSSFClientAnchor(
                    0,
                    0,
                    0,
                    0,
                    (short) Math.min(column + 1, last),
                    row.getRowNum(),
                    (short) last,
                    row.getRowNum() + 6));
            comment.setAuthor(XlsxComments.AUTHOR);
            comment.setString(new HSSFRichTextString(cut(text, LONGEST_COMMENT)));
            cell.setCellComment(comment);
        });
    }

    private void mark(HSSFRow row, SheetMarks.OfRow said, int findings) {
        for (Map.Entry<Integer, Said> each : said.cells().entrySet()) {
            if (each.getValue().weight() != Weight.NOTE) {
                var cell = cell(row, each.getKey());
                cell.setCellStyle(style(cell, XlsxLooks.of(each.getValue().weight())));
            }
        }
        Row words = said.row();
        if (findings >= 0 && !words.words().isEmpty()) {
            say(row, findings, words.words(), XlsxLooks.of(words.weight()));
        }
    }

    private void say(HSSFRow row, int column, String words, Look look) {
        var cell = cell(row, column);
        cell.setCellValue(new HSSFRichTextString(cut(words, LONGEST_CELL)));
        if (look != Look.WORDS) {
            cell.setCellStyle(style(cell, look));
        }
    }

    private HSSFCellStyle style(HSSFCell cell, Look look) {
        var base = cell.getCellStyle();
        return styles.computeIfAbsent(new Styled(base.getIndex(), look), wanted -> {
            var style = cell.getSheet().getWorkbook().createCellStyle();
            style.cloneStyleFrom(base);
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
            style.setFillForegroundColor(
                    (look == Look.REFUSED ? IndexedColors.ROSE : IndexedColors.LIGHT_YELLOW).getIndex());
            return style;
        });
    }

    private static HSSFRow row(HSSFSheet sheet, int number) {
        var row = sheet.getRow(number - 1);
        return row == null ? sheet.createRow(number - 1) : row;
    }

    private static HSSFCell cell(HSSFRow row, int column) {
        var cell = row.getCell(column);
        return cell == null ? row.createCell(column) : cell;
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
    }

    @Override
    public void close() {
        try {
            workbook.close();
        } catch (IOException e) {
            throw new TemporaryFailure("a workbook in memory cannot be closed: " + e.getMessage(), e);
        } finally {
            file.close();
        }
    }
}
