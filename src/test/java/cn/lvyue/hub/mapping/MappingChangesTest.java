package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.standard.StandardPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mapping as a table, and what differs between two, in words. */
class MappingChangesTest {
    private static final Path FOLDER = Path.of("mappings");
    private static final StandardPacks PACKS = StandardPacks.load(FOLDER);

    @Test
    void everyRuleStandsInTheTableWithItsSourcesItsWordsAndItsLine() throws IOException {
        var table = MappingFile.compile("hotline-12345.yaml", hotline(), PACKS)
                .table()
                .get();

        assertThat(table.name()).isEqualTo("省12345政务服务便民热线");
        assertThat(row(table, "TS_LYBH").from()).containsExactly("工单编号");
        var field = row(table, "TS_WYLY");
        assertThat(field.from()).containsExactly("诉求分类");
        assertThat(field.codes()).hasSize(7).containsEntry("政府采购", "01");
        assertThat(field.rule().zh()).isEqualTo("取“诉求分类”；去掉开头的“营商环境/政府失信违约/”；按 7 项对照表，表外的退回");
        assertThat(field.rule().en()).contains("by a table of 7 values, others refused");
        assertThat(row(table, "TS_RDRQ").rule().zh()).contains("作为日期", "仅当 TS_BLZT 为 80");
        assertThat(hotline().lines().toList().get(row(table, "TS_SJ").line() - 1))
                .contains("TS_SJ:");
        assertThat(table.parks()).extracting(MappingTable.Setting::value).contains("P105", "企业");
    }

    @Test
    void everyMappingOfTheHubIsToldInWords() throws IOException {
        try (var files = Files.list(FOLDER)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                var table = MappingFile.compile(file.toString(), Files.readString(file), PACKS)
                        .table()
                        .get();
                assertThat(table.rows()).as(file.toString()).allSatisfy(row -> {
                    assertThat(row.rule().zh()).as(row.field()).isNotBlank();
                    assertThat(row.rule().en()).as(row.field()).isNotBlank();
                });
            }
        }
    }

    @Test
    void notesAndBlanksAreNoDifference() throws IOException {
        assertThat(between(hotline(), "# 另一句说明\n" + hotline().replace("TS_SJ:   ", "TS_SJ: ")))
                .isEmpty();
    }

    @Test
    void aChangedCodeAnotherSourceAndARuleMoreAreNamedOneByOne() throws IOException {
        var changed = hotline()
                .replace("政府采购: \"01\"", "政府采购: \"02\"")
                .replace("其他: \"99\" }", "其他: \"99\", 药品采购: \"01\" }")
                .replace("TS_SJ:        { from: 来电时间, as: datetime }", "TS_SJ:        { from: 登记时间, as: date }")
                .replace("  TS_ZJDW:      { from: 承办单位, as: text }\n", "")
                .replace("  CS_GXSJ:", "  TS_SQ:        { from: 诉求标题, as: text }\n  CS_GXSJ:");

        assertThat(between(hotline(), changed))
                .extracting(change -> change.words().zh())
                .containsExactlyInAnyOrder(
                        "字段 TS_SJ 的来源：由“来电时间”改为“登记时间”",
                        "字段 TS_SJ 的转换：由“日期时间”改为“日期”",
                        "字段 TS_WYLY 的对照表中“政府采购”：由“01”改为“02”",
                        "字段 TS_WYLY 的对照表中“药品采购”：新增“01”",
                        "新增字段 TS_SQ 的规则：取“诉求标题”；作为单行文字",
                        "删除字段 TS_ZJDW 的规则（原为：取“承办单位”；作为单行文字）");
        assertThat(between(hotline(), changed))
                .extracting(change -> change.words().en())
                .contains("field TS_WYLY, table of values, '政府采购': '01' becomes '02'");
    }

    @Test
    void aWordThatManyRulesUseIsADifferenceOfEach() throws IOException {
        var changes = between(hotline(), hotline().replace("[无, 不详,", "[无, 没有, 不详,"));

        assertThat(changes)
                .hasSizeGreaterThan(3)
                .allSatisfy(change -> assertThat(change.part()).isEqualTo("fields"));
    }

    @Test
    void whatIsReadAndWhatIsParkedIsComparedToo() throws IOException {
        var changed = hotline()
                .replace("header-row: 1", "header-row: 2")
                .replace("unless: [企业]", "unless: [企业, 个体工商户]")
                .replace("by: \"10:00\"", "by: \"11:00\"");

        assertThat(between(hotline(), changed))
                .extracting(MappingChange::part, MappingChange::before, MappingChange::after)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("read", "1", "2"),
                        org.assertj.core.groups.Tuple.tuple("park", "企业", "企业、个体工商户"),
                        org.assertj.core.groups.Tuple.tuple("due", "10:00", "11:00"));
    }

    private static List<MappingChange> between(String before, String after) {
        return MappingChanges.between(
                YamlTable.parse("hotline-12345.yaml", before), YamlTable.parse("hotline-12345.yaml", after));
    }

    private static MappingTable.Row row(MappingTable table, String field) {
        Map<String, MappingTable.Row> rows = new java.util.HashMap<>();
        table.rows().forEach(row -> rows.put(row.field(), row));
        return java.util.Objects.requireNonNull(rows.get(field));
    }

    private static String hotline() throws IOException {
        return Files.readString(FOLDER.resolve("hotline-12345.yaml"));
    }
}
