package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.mapping.FilledTemplate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** A clerk's way through a real hub: fetch the template, fill it in, drop it, correct what comes back, drop that. */
class ManualEntryIT {
    private static final Path FOLDER = Path.of("target", "manual-entry-it");
    private static final Path HOME = FOLDER.resolve("home");

    private static final Map<String, String> CASE = Map.ofEntries(
            Map.entry("TS_LYQD", "营商环境投诉举报平台"),
            Map.entry("TS_SJ", "2023-10-07 08:15"),
            Map.entry("TS_SLSJ", "2023-10-08"),
            Map.entry("TS_NR", "合同到期后服务费用仍未结清，多次催要未果。"),
            Map.entry("TS_TSR_MC", "黑河岭下食品加工有限公司"),
            Map.entry("TS_TSR_LX", "法人"),
            Map.entry("TS_TSR_SHXYM", "91231100MA1B2C4E26"),
            Map.entry("TS_BTS_MC", "黑河市第五人民医院（样例）"),
            Map.entry("TS_BTS_SHXYM", "1223110041487236XN"),
            Map.entry("TS_BTS_LX", "事业单位"),
            Map.entry("TS_HT_MC", "餐饮服务合同"),
            Map.entry("TS_WYLY", "政府采购"),
            Map.entry("TS_WYSS", "服务费用逾期未付。"),
            Map.entry("TS_WYJE", "n:9.8"),
            Map.entry("TS_LYDW", "黑河市营商环境建设监督局（样例）"),
            Map.entry("TS_LYDWDM", "11231100002718462A"),
            Map.entry("TS_BLZT", "已受理"));

    private HubProcess hub;

    @BeforeEach
    void start() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        hub = HubProcess.start(
                HOME,
                Map.of(
                        "hub.trial.play-samples", "false",
                        "hub.inbox.stable-for", "300",
                        "hub.inbox.delay", "100",
                        "hub.inbox.initial-delay", "0"));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aFaultyRowComesBackBesideTheFileAndItsCorrectionIsAcceptedAndLinked() throws IOException {
        var inbox = DropFolder.inbox(HOME, "manual-entry");
        var done = HOME.resolve("inbox/manual-entry/.done");
        var template = hub.client().download("/standards/complaint-2023/template");
        var good = with(Map.of("TS_LYBH", "BL-1"));
        var faulty = with(Map.of("TS_LYBH", "BL-2", "TS_LYQD", "微信", "TS_HT_MC", "另一份合同"));

        inbox.put("补录.xlsx", FilledTemplate.filled(template, List.of(good, faulty)));
        var first = inbox.awaitResult("补录.xlsx");

        assertThat(count(first, "accepted")).isOne();
        assertThat(count(first, "rejected")).isOne();
        var copy = done.resolve("补录.xlsx.returned.xlsx");
        assertThat(copy).hasBinaryContent(hub.client().download("/messages/" + id(first) + "/returned"));
        assertThatTheCellIsMarkedAndTheHeadKeepsItsComments(copy);

        inbox.put("补录-改.xlsx", FilledTemplate.corrected(Files.readAllBytes(copy), 5, Map.of("TS_LYQD", "其他")));
        var second = inbox.awaitResult("补录-改.xlsx");

        assertThat(count(second, "duplicate")).isOne();
        assertThat(count(second, "accepted")).isOne();
        assertThat(done.resolve("补录-改.xlsx.returned.xlsx")).doesNotExist();
        var corrected = hub.client().records(second.get("messageId").asString()).get(1);
        assertThat(corrected.get("sourceRecordNo").asString()).isEqualTo("BL-2");
        assertThat(corrected.get("corrects").get(0).get("messageId").asString()).isEqualTo(id(first));
        assertThat(hub.client().messages("manual-entry"))
                .as("what came back is not taken in again")
                .isEqualTo(2);
    }

    private static String id(JsonNode result) {
        return result.get("messageId").asString();
    }

    private static void assertThatTheCellIsMarkedAndTheHeadKeepsItsComments(Path copy) throws IOException {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(Files.readAllBytes(copy)))) {
            var sheet = book.getSheet("填报");
            var cell = sheet.getRow(4).getCell(0);
            assertThat(cell.getStringCellValue()).isEqualTo("微信");
            assertThat(cell.getCellComment().getString().getString()).contains("V104");
            assertThat(sheet.getRow(1).getCell(0).getCellComment().getString().getString())
                    .contains("来源渠道 sourceChannel");
            assertThat(sheet.getProtect()).isTrue();
            assertThat(sheet.getDataValidations()).isNotEmpty();
        }
    }

    private static Map<String, String> with(Map<String, String> more) {
        var values = new java.util.HashMap<>(CASE);
        values.putAll(more);
        return values;
    }

    private static int count(JsonNode message, String what) {
        return message.get("counts").get(what).asInt();
    }
}
