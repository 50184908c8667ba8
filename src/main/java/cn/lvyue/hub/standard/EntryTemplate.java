package cn.lvyue.hub.standard;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes a pack as a workbook for filling in by hand (系统补录): a sheet 填报 with a title, the Chinese names and the field ids in
 * its first three rows, drop-down lists, and all cells but those below the head protected; a sheet 填报说明 with what is asked
 * of each column; a hidden sheet 代码 that the lists refer to.
 */
public final class EntryTemplate {
    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** Row of the field ids, from 1; the data follows. */
    public static final int HEADER_ROW = 3;

    private static final String SHEET = "填报";
    private static final String NOTES = "填报说明";
    private static final String CODES = "代码";
    private static final int LAST_ROW = 1_048_575;
    private static final String REQUIRED = "FFFCE4D6";
    private static final String CONDITIONAL = "FFFFF2CC";
    private static final String OPTIONAL = "FFE2EFDA";

    private final Rulebook book;
    private final List<EntryColumn> columns;
    private final Worksheet sheet;
    private final Worksheet notes;
    private final Worksheet codes;
    private final Map<String, Range> lists = new HashMap<>();

    private EntryTemplate(Rulebook book, Workbook workbook) {
        this.book = book;
        this.columns = EntryColumn.of(book);
        this.sheet = workbook.newWorksheet(SHEET);
        this.notes = workbook.newWorksheet(NOTES);
        this.codes = workbook.newWorksheet(CODES);
    }

    /** As people would name the file. */
    public static String filename(Rulebook book) {
        return book.title().zh() + "填报模板.xlsx";
    }

    /** @throws IOException if the receiver takes no more */
    public static void write(Rulebook book, OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "LvyueHub", "1.0")) {
            var template = new EntryTemplate(book, workbook);
            template.codes();
            template.form();
            EntryNotes.write(book, template.columns, template.notes);
        }
    }

    private void codes() {
        codes.setVisibilityState(VisibilityState.HIDDEN);
        for (var column : columns) {
            column.choices().ifPresent(choices -> lists.computeIfAbsent(choices.list(), list -> listed(choices)));
        }
    }

    private Range listed(EntryColumn.Choices choices) {
        int column = lists.size();
        codes.value(0, column, choices.titleZh());
        for (int i = 0; i < choices.labels().size(); i++) {
            codes.value(i + 1, column, choices.labels().get(i));
        }
        return codes.range(1, column, choices.labels().size(), column);
    }

    private void form() {
        var pack = book.pack();
        sheet.value(0, 0, "%s · 填报模板 template · %s %s".formatted(book.title().zh(), pack.id(), pack.version()));
        sheet.style(0, 0).bold().fontSize(14).set();
        sheet.rowHeight(1, 48);
        for (int i = 0; i < columns.size(); i++) {
            column(i, columns.get(i));
        }
        sheet.freezePane(frozenColumns(), HEADER_ROW);
        // Against slips, not against people: the notes give the password.
        sheet.protect(pack.id());
    }

    /** Up to the source's number, so that one sees whose row it is. */
    private int frozenColumns() {
        var number = book.pack().field(Role.SOURCE_RECORD_NO).id();
        return (int) columns.stream()
                        .takeWhile(column -> !column.field().id().equals(number))
                        .count()
                + 1;
    }

    private void column(int at, EntryColumn column) {
        var entry = sheet.style(at).protectionOption(ProtectionOption.LOCKED, false);
        if (column.asText()) {
            entry.format("@");
        }
        entry.set();
        sheet.width(at, width(column.field()));
        sheet.value(HEADER_ROW - 2, at, column.heading());
        sheet.value(HEADER_ROW - 1, at, column.field().id());
        sheet.range(HEADER_ROW - 2, at, HEADER_ROW - 1, at)
                .style()
                .bold()
                .wrapText(true)
                .horizontalAlignment("center")
                .verticalAlignment("center")
                .borderStyle("thin")
                .fillColor(colour(column.rule()))
                .set();
        sheet.comment(HEADER_ROW - 2, at, EntryWords.comment(column));
        column.choices().ifPresent(choices -> offer(at, choices));
    }

    private void offer(int at, EntryColumn.Choices choices) {
        sheet.range(HEADER_ROW, at, LAST_ROW, at)
                .validateWithList(lists.get(choices.list()))
                .allowBlank(true)
                .showErrorMessage(true)
                .errorStyle(DataValidationErrorStyle.STOP)
                .errorTitle("请从列表选择 Choose from the list")
                .error("应为“%s”中的一项 / must be one of the list".formatted(choices.titleZh()));
    }

    private static String colour(FieldRule rule) {
        return switch (rule.required()) {
            case ALWAYS -> REQUIRED;
            case CONDITIONAL -> CONDITIONAL;
            case OPTIONAL -> OPTIONAL;
        };
    }

    private static double width(Field field) {
        int wanted = Math.max(field.id().length(), field.type().length()) + 2;
        return Math.max(14, Math.min(40, wanted));
    }
}
