package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.read;
import static cn.lvyue.hub.intake.Samples.workbook;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.CellKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;

class OldWorkbookReadingTest {
    @Test
    void readsValuesDatesAndFormulas() throws IOException {
        var read = read(workbook(1, 1, "编号", "金额", "日期", "公式"), bytes(sample()));

        assertThat(read.values(0)).containsExactly("A1", "A2");
        assertThat(read.values(1)).containsExactly("12.5", "null");
        assertThat(read.values(2)).containsExactly("2023-08-05", "true");
        assertThat(read.values(3)).containsExactly("3", "AB");
        assertThat(read.records().get(0).kind(2)).isEqualTo(CellKind.DATE);
        assertThat(read.records().get(0).kind(1)).isEqualTo(CellKind.NUMBER);
        assertThat(read.records().get(1).placeOf("日期")).isEqualTo("台账!C4");
    }

    @Test
    void refusesAnEncryptedOne() throws IOException {
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        try {
            assertThat(read(workbook(1, 1, "编号"), encrypted()).codes()).containsExactly("F104");
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    @Test
    void refusesEncryptedNewWorkbooksAndOtherCompoundFiles() throws IOException {
        assertThat(read(workbook(1, 1, "a"), compound("EncryptedPackage")).codes())
                .containsExactly("F104");
        assertThat(read(workbook(1, 1, "a"), compound("WordDocument")).codes()).containsExactly("F106");
    }

    @Test
    void endsWithAFindingHoweverItIsCut() throws IOException {
        var whole = bytes(sample());
        for (int length = 8; length < whole.length; length += 509) {
            var read = read(workbook(1, 1, "编号"), Samples.cut(whole, length));
            assertThat(read.end()).isNotNull();
        }
    }

    private static HSSFWorkbook sample() {
        var workbook = new HSSFWorkbook();
        var hidden = workbook.createSheet("代码");
        hidden.createRow(0).createCell(0).setCellValue("编号");
        var sheet = workbook.createSheet("台账");
        workbook.setSheetHidden(0, true);
        workbook.setActiveSheet(1);
        var header = sheet.createRow(0);
        header.createCell(0).setCellValue("编号");
        header.createCell(1).setCellValue("金额");
        header.createCell(2).setCellValue("日期");
        header.createCell(3).setCellValue("公式");
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
        var first = sheet.createRow(1);
        first.createCell(0).setCellValue("A1");
        first.createCell(1).setCellValue(12.5);
        first.createCell(2).setCellValue(LocalDate.of(2023, 8, 5));
        first.getCell(2).setCellStyle(style);
        first.createCell(3).setCellFormula("1+2");
        var second = sheet.createRow(3);
        second.createCell(0).setCellValue("A2");
        second.createCell(2).setCellValue(true);
        second.createCell(3).setCellFormula("\"A\"&\"B\"");
        workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        return workbook;
    }

    private static byte[] bytes(HSSFWorkbook workbook) throws IOException {
        var out = new ByteArrayOutputStream();
        try (workbook) {
            workbook.write(out);
        }
        return out.toByteArray();
    }

    private static byte[] encrypted() throws IOException {
        var bytes = bytes(sample());
        Biff8EncryptionKey.setCurrentUserPassword(null);
        return bytes;
    }

    private static byte[] compound(String entry) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var compound = new POIFSFileSystem()) {
            compound.createDocument(new java.io.ByteArrayInputStream(new byte[5_000]), entry);
            compound.writeFilesystem(out);
        }
        return out.toByteArray();
    }
}
