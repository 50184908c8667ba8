package cn.lvyue.hub.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Worksheet;

/** The sheet 填报说明: how to fill in the form, and a table of its columns with their rules, values and an example. */
final class EntryNotes {
    private static final List<String> HEAD = List.of(
            "列 column",
            "标识 id",
            "名称",
            "name",
            "必填 required",
            "类型 type",
            "取值 values",
            "校验与规则 checks and rules",
            "示例 example",
            "依据 provenance");
    private static final int[] WIDTHS = {8, 18, 28, 24, 32, 40, 60, 60, 24, 20};

    private EntryNotes() {}

    static void write(Rulebook book, List<EntryColumn> columns, Worksheet sheet) {
        int row = 0;
        for (var line : lines(book)) {
            sheet.value(row++, 0, line);
        }
        row++;
        for (int i = 0; i < HEAD.size(); i++) {
            sheet.width(i, WIDTHS[i]);
            sheet.value(row, i, HEAD.get(i));
        }
        sheet.range(row, 0, row, HEAD.size() - 1)
                .style()
                .bold()
                .fillColor("FFE2EFDA")
                .set();
        for (int i = 0; i < columns.size(); i++) {
            row++;
            var cells = cells(book, columns.get(i), i + 1);
            for (int cell = 0; cell < cells.size(); cell++) {
                sheet.value(row, cell, cells.get(cell));
            }
            sheet.range(row, 0, row, HEAD.size() - 1)
                    .style()
                    .wrapText(true)
                    .verticalAlignment("top")
                    .set();
        }
    }

    private static List<String> lines(Rulebook book) {
        var lines = new ArrayList<>(List.of(
                book.title().zh() + " · " + book.pack().id() + " " + book.pack().version(),
                "1. 在“填报”表第 4 行起逐行填写，一行一件；不要改动前三行，也不要增删列。",
                "2. * 为必填，△ 为满足条件时必填；下拉列中选择名称，粘贴代码亦可。",
                "3. 除金额外各列均为文本格式；粘贴时请选择“只粘贴值”，以免代码、日期被表格软件改动。日期写作 2023-08-02。",
                "4. 来源系统编号由填报单位自编，不得重复；更正或更新一件时使用原编号重新填报，以后一次为准。",
                "5. 有问题的行随文件退回，问题单元格标色并附批注；改正后可直接重新报送退回的文件。",
                "6. 表头保护仅防误改，密码：" + book.pack().id(),
                "1. Fill in the sheet 填报 from row 4, one case a row; leave the first three rows and the columns as they are.",
                "2. * is required, △ is required in the cases named; choose names from the lists, pasted codes are taken as well.",
                "3. All columns but amounts are text; paste values only, or the spreadsheet may change codes and days. A day is written 2023-08-02.",
                "4. You give the source number, each once; to correct or update a case send its number again, the later one counts.",
                "5. Rows with faults come back in the file with their cells coloured and commented; correct that file and send it again.",
                "6. The protection is against slips only; its password: "
                        + book.pack().id()));
        if (book.assumed()) {
            lines.add("官方字段表未公开，字段及代码为推定。The official field table is not public; fields and codes are assumed.");
        }
        return lines;
    }

    private static List<String> cells(Rulebook book, EntryColumn column, int number) {
        var rule = column.rule();
        var field = column.field();
        var codes = rule.codes();
        return List.of(
                Integer.toString(number),
                field.id(),
                field.nameZh(),
                field.nameEn(),
                EntryWords.required(rule),
                EntryWords.type(field.type()),
                codes == null ? "" : EntryWords.codes(codes),
                checks(book, rule),
                EntryWords.example(column),
                EntryWords.provenance(rule));
    }

    private static String checks(Rulebook book, FieldRule rule) {
        var words = new ArrayList<>(EntryWords.checks(rule));
        words.addAll(book.rules().stream()
                .filter(cross -> cross.field().id().equals(rule.field().id()))
                .map(cross -> cross.wanted().toString())
                .toList());
        return words.stream().collect(Collectors.joining("；"));
    }
}
