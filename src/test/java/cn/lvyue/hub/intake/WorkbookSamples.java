package cn.lvyue.hub.intake;

import java.util.ArrayList;
import java.util.List;

/** Writes small workbooks cell by cell, as odd as a test needs them. */
final class WorkbookSamples {
    static final String TYPES =
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override"
                    + " PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";

    private final List<Object> entries = new ArrayList<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private String properties = "";
    private String types = TYPES;
    private int count;

    /** @param rows the content of sheetData */
    WorkbookSamples sheet(String name, String state, String rows) {
        count++;
        sheets.append("<sheet name=\"" + name + "\" sheetId=\"" + count + "\" state=\"" + state + "\" r:id=\"r" + count
                + "\"/>");
        relations.append(
                "<Relationship Id=\"r" + count + "\" Type=\"x/worksheet\" Target=\"worksheets/s" + count + ".xml\"/>");
        entries.add("xl/worksheets/s" + count + ".xml");
        entries.add(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1\"/><sheetData>"
                        + rows + "</sheetData><mergeCells/></worksheet>");
        return this;
    }

    WorkbookSamples sheet(String rows) {
        return sheet("S", "visible", rows);
    }

    WorkbookSamples strings(String items) {
        return part("sharedStrings", "<sst>" + items + "</sst>");
    }

    WorkbookSamples styles(String content) {
        return part("styles", "<styleSheet>" + content + "</styleSheet>");
    }

    /** A relation of the workbook to something that lies elsewhere. */
    WorkbookSamples external(String type, String target) {
        relations.append("<Relationship Id=\"e" + type + "\" Type=\"x/" + type + "\" Target=\"" + target
                + "\" TargetMode=\"External\"/>");
        return this;
    }

    WorkbookSamples macros(String program) {
        types = TYPES.replace(
                "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "vnd.ms-excel.sheet.macroEnabled.main+xml");
        entries.add("xl/vbaProject.bin");
        entries.add(program);
        return this;
    }

    WorkbookSamples from1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    byte[] bytes() {
        return bytes("");
    }

    byte[] bytes(String documentType) {
        entries.add(0, "[Content_Types].xml");
        entries.add(1, types);
        entries.add("xl/workbook.xml");
        entries.add(documentType
                + "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"rel\">"
                + properties + "<sheets>" + sheets
                + "</sheets></workbook>");
        entries.add("xl/_rels/workbook.xml.rels");
        entries.add("<Relationships>" + relations + "</Relationships>");
        return Samples.zip(entries.toArray());
    }

    private WorkbookSamples part(String type, String content) {
        relations.append(
                "<Relationship Id=\"p" + type + "\" Type=\"x/" + type + "\" Target=\"/xl/" + type + ".xml\"/>");
        entries.add("xl/" + type + ".xml");
        entries.add(content);
        return this;
    }

    /** A row of texts from column A on; null leaves a cell out. */
    static String row(int number, String... texts) {
        var row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                row.append("<c r=\"" + ColumnLetters.of(i) + number + "\" t=\"inlineStr\"><is><t>" + texts[i]
                        + "</t></is></c>");
            }
        }
        return row + "</row>";
    }
}
