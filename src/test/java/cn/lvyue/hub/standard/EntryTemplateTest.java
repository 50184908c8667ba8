package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The template of a pack with other ids and lists than the real one, opened as a spreadsheet program opens it. */
class EntryTemplateTest {
    private static final Rulebook TINY =
            Rulebooks.load(Path.of("src/test/resources/packs/tiny")).rulebook("tiny");

    private XSSFWorkbook workbook;
    private XSSFSheet sheet;

    @BeforeEach
    void write() throws IOException {
        var bytes = new ByteArrayOutputStream();
        EntryTemplate.write(TINY, bytes);
        workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes.toByteArray()));
        sheet = workbook.getSheet("填报");
    }

    @AfterEach
    void close() throws IOException {
        workbook.close();
    }

    @Test
    void hasTheFieldsPeopleFillInAndNotThoseOfTheHub() {
        assertThat(texts(2))
                .containsExactly(
                        "via",
                        "ref",
                        "told",
                        "firm",
                        "firm_code",
                        "body",
                        "body_code",
                        "area",
                        "deal_no",
                        "deal",
                        "topic",
                        "sum",
                        "proven",
                        "phone",
                        "mail",
                        "noted",
                        "memo",
                        "step");
        assertThat(texts(1)).contains("*渠道", "△证实", "金额");
        assertThat(sheet.getLastRowNum()).as("no example in the data").isEqualTo(2);
    }

    @Test
    void offersTheNamesOfItsOwnCodeListsAndDivisions() {
        assertThat(offered("topic")).containsExactly("政府采购", "其他");
        assertThat(offered("proven")).containsExactly("是", "否");
        assertThat(offered("area")).containsExactly("北省", "北省东市", "北省东市河区");
        assertThat(sheet.getDataValidations()).hasSize(5);
        assertThat(workbook.getSheetVisibility(workbook.getSheetIndex("代码"))).isEqualTo(SheetVisibility.HIDDEN);
    }

    @Test
    void protectsTheHeadAndLeavesEverythingBelowOpen() {
        assertThat(sheet.getProtect()).isTrue();
        assertThat(sheet.validateSheetPassword("tiny")).isTrue();
        assertThat(sheet.getRow(1).getCell(0).getCellStyle().getLocked()).isTrue();
        assertThat(sheet.getRow(2).getCell(3).getCellStyle().getLocked()).isTrue();
        assertThat(sheet.getColumnStyle(0).getLocked()).isFalse();
        assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 3);
        assertThat(sheet.getPaneInformation().getVerticalSplitPosition()).isEqualTo((short) 2);
    }

    @Test
    void keepsSpreadsheetsFromChangingCodesAndDays() {
        for (var id : List.of("body_code", "phone", "deal_no", "told", "noted")) {
            assertThat(sheet.getColumnStyle(column(id)).getDataFormatString())
                    .as(id)
                    .isEqualTo("@");
        }
        assertThat(sheet.getColumnStyle(column("sum")).getDataFormatString()).isEqualTo("General");
    }

    @Test
    void saysInACommentAndInTheNotesWhatIsWanted() {
        var comment = sheet.getRow(1)
                .getCell(column("deal_no"))
                .getCellComment()
                .getString()
                .getString();
        assertThat(comment).contains("合同号 dealNo", "选填 optional", "C..8", "[A-Z]+-[0-9]+", "test");
        assertThat(sheet.getRow(1)
                        .getCell(column("proven"))
                        .getCellComment()
                        .getString()
                        .getString())
                .contains("条件必填 required when：step");

        var notes = new StringBuilder();
        workbook.getSheet("填报说明")
                .forEach(row -> row.forEach(cell -> notes.append(cell).append('\n')));
        assertThat(notes).contains("Fill in the sheet", "7 政府采购；8 其他", "机关 | a public body", "记录不早于投诉");
    }

    @Test
    void aNameThatCouldMeanAnotherCodeIsOfferedWithItsCode() {
        var list = new CodeList("l", "表", "list", Map.of("1", "2", "2", "甲", "3", "乙", "4", "乙", "丙", "丙"));

        assertThat(list.labels())
                .containsOnly(
                        Map.entry("1 2", "1"),
                        Map.entry("甲", "2"),
                        Map.entry("3 乙", "3"),
                        Map.entry("4 乙", "4"),
                        Map.entry("丙", "丙"));
    }

    private List<String> offered(String id) {
        var formula = sheet.getDataValidations().stream()
                .filter(validation ->
                        validation.getRegions().getCellRangeAddress(0).getFirstColumn() == column(id))
                .findFirst()
                .orElseThrow()
                .getValidationConstraint()
                .getFormula1();
        var area = new org.apache.poi.ss.util.AreaReference(formula, workbook.getSpreadsheetVersion());
        var values = new ArrayList<String>();
        for (var cell : area.getAllReferencedCells()) {
            values.add(workbook.getSheet(cell.getSheetName())
                    .getRow(cell.getRow())
                    .getCell(cell.getCol())
                    .getStringCellValue());
        }
        return values;
    }

    private int column(String id) {
        return texts(2).indexOf(id);
    }

    private List<String> texts(int row) {
        var texts = new ArrayList<String>();
        sheet.getRow(row).forEach(cell -> texts.add(cell.getStringCellValue()));
        return texts;
    }
}
