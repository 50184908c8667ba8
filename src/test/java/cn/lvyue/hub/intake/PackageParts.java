package cn.lvyue.hub.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks as small as their format lets them be. */
final class PackageParts {
    private static final String OPEN = "http://schemas.openxmlformats.org/";
    private static final String STRICT = "http://purl.oclc.org/ooxml/";

    private PackageParts() {}

    /** No styles, no shared strings, cells without references, prefixed elements. */
    static byte[] minimal() throws IOException {
        return workbook(
                OPEN + "spreadsheetml/2006/main",
                OPEN + "officeDocument/2006/relationships",
                "<x:c t=\"inlineStr\"><x:is><x:t>2023-01-01</x:t></x:is></x:c>");
    }

    /** In the strict form, which has other namespaces and holds days as ISO 8601 texts. */
    static byte[] strict() throws IOException {
        return workbook(
                STRICT + "spreadsheetml/main",
                STRICT + "officeDocument/relationships",
                "<x:c t=\"d\"><x:v>2023-01-01T00:00:00</x:v></x:c>");
    }

    private static byte[] workbook(String main, String relations, String day) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            part(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Override PartName="/book.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                    <Override PartName="/sheet.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                    </Types>""");
            part(zip, "_rels/.rels", relation(relations, "officeDocument", "book.xml"));
            part(zip, "book.xml", """
                    <x:workbook xmlns:x="%s" xmlns:r="%s"><x:sheets><x:sheet name="s" sheetId="1" r:id="a"/></x:sheets></x:workbook>""".formatted(main, relations));
            part(zip, "_rels/book.xml.rels", relation(relations, "worksheet", "sheet.xml"));
            part(zip, "sheet.xml", """
                    <x:worksheet xmlns:x="%s"><x:sheetData><x:row>%s</x:row><x:row>%s</x:row></x:sheetData></x:worksheet>""".formatted(main, cells("编号", "金额", "日期"), cells("A1", "1") + day));
        }
        return bytes.toByteArray();
    }

    private static String relation(String relations, String type, String target) {
        return """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="a" Type="%s/%s" Target="%s"/></Relationships>""".formatted(relations, type, target);
    }

    private static String cells(String... values) {
        var cells = new StringBuilder();
        for (var value : values) {
            cells.append("<x:c t=\"inlineStr\"><x:is><x:t>").append(value).append("</x:t></x:is></x:c>");
        }
        return cells.toString();
    }

    private static void part(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
