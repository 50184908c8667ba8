package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.record.CellKind;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedMappingTest {
    private static final Path FOLDER = Path.of("mappings");
    private static final Mappings MAPPINGS =
            new CompiledMappings(new MappingSettings(FOLDER), StandardPacks.load(FOLDER));

    private static final Map<String, String> TICKET = Map.ofEntries(
            Map.entry("工单编号", "HH12345-0001"),
            Map.entry("来电时间", "2023/9/5 9:05:00"),
            Map.entry("诉求人", "马女士"),
            Map.entry("诉求主体类型", "企业"),
            Map.entry("企业名称", "牡丹江北宸供热设备有限公司"),
            Map.entry("企业统一社会信用代码", "91231183MA0000015R"),
            Map.entry("联系电话", "19900001201"),
            Map.entry("所属区划", "黑龙江省黑河市爱辉区"),
            Map.entry("诉求分类", "营商环境/政府失信违约/政府采购"),
            Map.entry("诉求标题", "拖欠换热机组货款"),
            Map.entry("诉求内容", "换热机组已安装调试完毕，货款至今未付。"),
            Map.entry("涉及金额", "12.5万元"),
            Map.entry("被诉单位", "黑河市爱辉区供热中心"),
            Map.entry("被诉单位信用代码", "12231182MB0000A122"),
            Map.entry("合同编号", "HT-2022-0045"),
            Map.entry("承办单位", "黑河市营商环境建设监督局"),
            Map.entry("工单状态", "办理中"),
            Map.entry("认定结论", "属实"),
            Map.entry("办结时间", ""),
            Map.entry("更新时间", "2023/9/28 14:00:05"));

    @Test
    void knowsTheFiveFeeds() {
        assertThat(MAPPINGS.feeds())
                .extracting(FeedId::value)
                .containsExactly(
                        "contract-performance",
                        "credit-site",
                        "hotline-12345",
                        "inspection-petition",
                        "manual-entry",
                        "sme-arrears");
        assertThat(MAPPINGS.knows(new FeedId("nobody"))).isFalse();
        assertThatThrownBy(() -> MAPPINGS.readPlan(new FeedId("nobody"), Channel.FILE))
                .hasMessageContaining("hotline-12345");
    }

    @Test
    void bringsATicketIntoTheStandardsFields() {
        var mapped = ticket(Map.of());
        assertThat(mapped.findings()).isEmpty();
        assertThat(mapped.sourceRecordNo()).isEqualTo("HH12345-0001");
        assertThat(mapped.version())
                .isEqualTo(Instant.parse("2023-09-28T06:00:05Z").getEpochSecond());
        assertThat(fields(mapped))
                .containsEntry("TS_LYQD", "03")
                .containsEntry("TS_LYBH", "HH12345-0001")
                .containsEntry("TS_SJ", "2023-09-05 09:05:00")
                .containsEntry("TS_BTS_XZQH", "231102")
                .containsEntry("TS_BTS_LX", "2")
                .containsEntry("TS_TSR_LX", "1")
                .containsEntry("TS_WYLY", "01")
                .containsEntry("TS_WYJE", "12.500000")
                .containsEntry("TS_WYSS", "换热机组已安装调试完毕，货款至今未付。")
                .containsEntry("TS_BLZT", "60")
                .containsEntry("TS_HSJG", "1")
                .containsEntry("TS_ZGZT", "1")
                .containsEntry("TS_RDJG", "0")
                .containsEntry("TS_ZJDW", "黑河市营商环境建设监督局")
                .containsEntry("CS_GXSJ", "2023-09-28 14:00:05")
                .doesNotContainKeys("TS_RDDW", "TS_RDRQ", "TS_ZGRQ", "TS_FKRQ", "TS_BH", "CS_BBH", "CS_SJZT");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "待派单,'',10,-,-,0",
                "办理中,'',40,-,-,0",
                "办理中,属实,60,1,1,0",
                "已办结,不属实,50,2,-,0",
                "已办结,'属实，已整改',61,1,2,0",
                "已办结,'属实,已整改',61,1,2,0",
                "已办结,'属实，拒不整改',80,1,3,1",
                "已撤单,'',98,-,-,0"
            })
    void tellsTheStateFromTwoColumns(
            String state, String conclusion, String status, String verified, String rectified, String determined) {
        var fields = fields(ticket(Map.of("工单状态", state, "认定结论", conclusion, "办结时间", "2023/10/9")));
        assertThat(fields.get("TS_BLZT")).isEqualTo(status);
        assertThat(fields.get("TS_HSJG")).isEqualTo(verified);
        assertThat(fields.get("TS_ZGZT")).isEqualTo(rectified);
        assertThat(fields.get("TS_RDJG")).isEqualTo(determined);
        assertThat(fields.get("TS_RDDW")).isEqualTo(status.equals("80") ? "黑河市营商环境建设监督局" : null);
        assertThat(fields.get("TS_RDRQ")).isEqualTo(status.equals("80") ? "2023-10-09" : null);
        assertThat(fields.get("TS_FKRQ")).isEqualTo(status.equals("61") ? "2023-10-09" : null);
    }

    @Test
    void refusesAStateThatIsInNoTable() {
        var finding = only(ticket(Map.of("工单状态", "已转星际", "认定结论", "")));
        assertThat(finding.code()).isEqualTo("V104");
        assertThat(finding.field()).isEqualTo("TS_BLZT");
        assertThat(finding.place()).isEqualTo("row 5, 工单状态");
        assertThat(finding.value()).isEqualTo("已转星际");
        assertThat(finding.wanted()).contains("待派单", "已办结|属实，拒不整改");
    }

    @Test
    void rejectsARecordWithoutANumber() {
        var mapped = ticket(Map.of("工单编号", " \u3000"));
        assertThat(mapped.sourceRecordNo()).isEmpty();
        var finding = only(mapped);
        assertThat(finding.code()).isEqualTo("V101");
        assertThat(finding.field()).isEqualTo("TS_LYBH");
        assertThat(finding.place()).isEqualTo("row 5, 工单编号");
        assertThat(finding.rejects()).isTrue();
    }

    @Test
    void parksACitizensMatterAndHoldsNothingElseAgainstIt() {
        var mapped = ticket(Map.of("诉求主体类型", "个人", "诉求分类", "城乡建设/环境噪音", "涉及金额", "若干", "企业名称", ""));
        assertThat(mapped.findings()).extracting(Finding::code).containsExactly("P105", "P105");
        assertThat(mapped.findings()).allMatch(Finding::parks);
        assertThat(mapped.findings()).extracting(Finding::field).containsExactly("TS_TSR_MC", "TS_WYLY");
        assertThat(mapped.findings().get(1).place()).isEqualTo("row 5, 诉求分类");
    }

    @Test
    void rejectsAnOutOfScopeRecordWithoutNumberAllTheSame() {
        var mapped = ticket(Map.of("诉求主体类型", "个人", "工单编号", ""));
        assertThat(mapped.findings()).extracting(Finding::code).containsExactly("V101", "P105");
    }

    @Test
    void rejectsAnUnknownFieldOfBreachButParksAnotherCategory() {
        assertThat(only(ticket(Map.of("诉求分类", "营商环境/政府失信违约/外星采购"))).code()).isEqualTo("V104");
        assertThat(only(ticket(Map.of("诉求分类", "营商环境/政务服务/证照办理"))).code()).isEqualTo("P105");
    }

    @Test
    void bringsARetiredDivisionToItsSuccessor() {
        var mapped = ticket(Map.of("所属区划", "黑龙江省黑河市嫩江县"));
        assertThat(fields(mapped)).containsEntry("TS_BTS_XZQH", "231183");
        assertThat(only(mapped).code()).isEqualTo("V111");
        assertThat(only(mapped).severity()).isEqualTo(Severity.REMARK);
        assertThat(only(mapped).value()).isEqualTo("黑龙江省黑河市嫩江县");
    }

    @Test
    void refusesADivisionThatNeverWas() {
        var mapped = ticket(Map.of("所属区划", "黑龙江省松江市靠山区"));
        assertThat(fields(mapped)).doesNotContainKey("TS_BTS_XZQH");
        assertThat(only(mapped).code()).isEqualTo("V104");
        assertThat(only(mapped).rejects()).isTrue();
    }

    @Test
    void takesWordsForNothingOnlyWhereTheMappingSaysSo() {
        var fields = fields(ticket(Map.of("合同编号", "无", "被诉单位信用代码", " 不详 ", "联系电话", "/")));
        assertThat(fields).doesNotContainKeys("TS_HT_BH", "TS_BTS_SHXYM", "TS_BTS_LX", "TS_TSR_LXDH");
        assertThat(only(ticket(Map.of("涉及金额", "不详"))).code()).isEqualTo("V102");
    }

    @Test
    void cutsTheFactsFromALongContentWithoutAFinding() {
        var content = "拖欠工程款𠮷。".repeat(500);
        var mapped = ticket(Map.of("诉求内容", content));
        assertThat(fields(mapped)).containsEntry("TS_NR", content);
        var facts = fields(mapped).get("TS_WYSS");
        assertThat(facts.codePointCount(0, facts.length())).isEqualTo(2000);
        assertThat(content).startsWith(facts);
        assertThat(mapped.findings()).isEmpty();
    }

    @Test
    void remembersWhichSourceFieldFedWhichStandardField() {
        var mapped = ticket(Map.of("合同编号", ""));
        var names = mapped.record().names();
        assertThat(mapped.origin().placeOf(names.indexOf("TS_WYJE"))).isEqualTo("row 5, 涉及金额");
        assertThat(mapped.origin().placeOf(names.indexOf("TS_LYBH"))).isEqualTo("row 5, 工单编号");
        assertThat(mapped.origin().placeOf(names.indexOf("TS_WYSS"))).isEqualTo("row 5, 诉求内容");
        assertThat(mapped.origin().placeOf(names.indexOf("TS_BTS_LX"))).isEqualTo("row 5, 被诉单位信用代码");
        assertThat(mapped.origin().placeOf(names.indexOf("TS_HT_BH"))).isEqualTo("row 5, 合同编号");
        assertThat(mapped.origin().placeOf(names.indexOf("TS_LYDW"))).isEqualTo("row 5");
        assertThat(mapped.origin().placeOf(names.indexOf("TS_HT_MC"))).isEqualTo("row 5");
        assertThat(mapped.origin().carries(names.indexOf("TS_HT_BH"))).isTrue();
        assertThat(mapped.origin().carries(names.indexOf("TS_LYDW"))).isTrue();
        assertThat(mapped.origin().carries(names.indexOf("TS_HT_MC"))).isFalse();
    }

    @Test
    void doesNotReadValuesOutOfABrokenRow() {
        var fault = new Finding("F109", Severity.REJECT, null, "row 5", null, "20");
        var plan = MAPPINGS.readPlan(new FeedId("hotline-12345"), Channel.FILE);
        var values = new @Nullable String[plan.sourceFields().size()];
        Arrays.fill(values, "shifted");
        var broken = new SourceRecord(1, 5, Converted.PLACES, values, null, List.of(fault));
        var mapped = map("hotline-12345", broken);
        assertThat(mapped.findings()).containsExactly(fault);
        assertThat(fields(mapped)).isEmpty();
    }

    @Test
    void keepsOtherFaultsOfReadingBesideItsOwn() {
        var fault = new Finding("F102", Severity.REJECT, null, "row 5, 被诉单位", null, null);
        var mapped = map("hotline-12345", source("hotline-12345", with(Map.of("涉及金额", "若干")), null, List.of(fault)));
        assertThat(mapped.findings()).extracting(Finding::code).containsExactly("F102", "V102");
    }

    @Test
    void readsUnitAndCurrencyThatStandInFieldsOfTheirOwn() {
        assertThat(fields(map("contract-performance", Map.of("b:Unpaid", "73.25", "b:Unpaid/@unit", "万元"))))
                .containsEntry("TS_WYJE", "73.250000");
        assertThat(fields(map("contract-performance", Map.of("b:Unpaid", "73.25", "b:Unpaid/@unit", "元"))))
                .containsEntry("TS_WYJE", "0.007325");
        assertThat(codes(map("contract-performance", Map.of("b:Unpaid", "73.25", "b:Unpaid/@unit", "两"))))
                .contains("V102");
        assertThat(fields(map("credit-site", Map.of("claim.amount", "32000.00", "claim.currency", "CNY"))))
                .containsEntry("TS_WYJE", "3.200000");
        var dollars = map("credit-site", Map.of("claim.amount", "32000.00", "claim.currency", "USD"));
        assertThat(fields(dollars)).doesNotContainKey("TS_WYJE");
        assertThat(codes(dollars)).contains("V102");
    }

    @Test
    void takesTheNameOfADivisionWhereThereIsNoCode() {
        assertThat(fields(map("credit-site", Map.of("object.region.code", "230102", "object.region.name", "x"))))
                .containsEntry("TS_BTS_XZQH", "230102");
        assertThat(fields(map("credit-site", Map.of("object.region.code", "", "object.region.name", "黑龙江省哈尔滨市道里区"))))
                .containsEntry("TS_BTS_XZQH", "230102");
    }

    @Test
    void countsVersionsWhereTheFeedDoes() {
        assertThat(map("sme-arrears", Map.of("bbh", "12", "gxsj", "1691402355000"))
                        .version())
                .isEqualTo(12);
        assertThat(codes(map("sme-arrears", Map.of("bbh", "x1")))).contains("V102");
        assertThat(map("inspection-petition", Map.of("转办编号", "黑信转〔2023〕1号")).version())
                .isNull();
    }

    @Test
    void refusesACodeThatASpreadsheetMadeANumberOf() {
        var values = Map.of("转办编号", "黑信转〔2023〕1号", "统一社会信用代码", "112311810014826310");
        var plan = MAPPINGS.readPlan(new FeedId("inspection-petition"), Channel.FILE);
        var kinds = new CellKind[plan.sourceFields().size()];
        Arrays.fill(kinds, CellKind.TEXT);
        kinds[plan.sourceFields().indexOf("统一社会信用代码")] = CellKind.NUMBER;
        var mapped = map("inspection-petition", source("inspection-petition", values, kinds, List.of()));
        assertThat(only(mapped).code()).isEqualTo("V109");
        assertThat(only(mapped).place()).isEqualTo("row 5, 统一社会信用代码");
    }

    @Test
    void mapsAChunkInOrderAndKeepsItsEnd() {
        var one = source("hotline-12345", TICKET, null, List.of());
        var two = source("hotline-12345", with(Map.of("工单编号", "HH12345-0002", "涉及金额", "若干")), null, List.of());
        var mapped = MAPPINGS.map(new Chunk<>(message("hotline-12345"), 3, List.of(one, two, one), null));
        assertThat(mapped.number()).isEqualTo(3);
        assertThat(mapped.items())
                .extracting(Mapped::sourceRecordNo)
                .containsExactly("HH12345-0001", "HH12345-0002", "HH12345-0001");
        assertThat(mapped.items()).extracting(item -> item.findings().size()).containsExactly(0, 1, 0);
    }

    private static Mapped ticket(Map<String, String> changes) {
        return map("hotline-12345", with(changes));
    }

    private static Map<String, String> with(Map<String, String> changes) {
        var values = new LinkedHashMap<>(TICKET);
        values.putAll(changes);
        return values;
    }

    private static Mapped map(String feed, Map<String, String> values) {
        return map(feed, source(feed, values, null, List.of()));
    }

    private static Mapped map(String feed, SourceRecord source) {
        return MAPPINGS.map(new Chunk<>(message(feed), 1, List.of(source), null))
                .items()
                .get(0);
    }

    private static SourceRecord source(
            String feed, Map<String, String> values, CellKind @Nullable [] kinds, List<Finding> faults) {
        var names = MAPPINGS.readPlan(new FeedId(feed), Channel.FILE).sourceFields();
        assertThat(names).containsAll(values.keySet());
        var slots = names.stream().map(values::get).toArray(String[]::new);
        return new SourceRecord(1, 5, Converted.PLACES, slots, kinds, faults);
    }

    private static Message message(String feed) {
        return new Message(1, new FeedId(feed), Channel.FILE, Instant.EPOCH, null, null, 1, "00");
    }

    private static Map<String, String> fields(Mapped mapped) {
        var fields = new LinkedHashMap<String, String>();
        for (var id : mapped.record().names().ids()) {
            var value = mapped.record().value(id);
            if (value != null) {
                fields.put(id, value);
            }
        }
        return fields;
    }

    private static List<String> codes(Mapped mapped) {
        return mapped.findings().stream().map(Finding::code).toList();
    }

    private static Finding only(Mapped mapped) {
        assertThat(mapped.findings()).hasSize(1);
        return mapped.findings().get(0);
    }
}
