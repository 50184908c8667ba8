package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.standard.FieldRule.Requirement;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.Rulebook;
import cn.lvyue.hub.standard.Rulebooks;
import cn.lvyue.hub.standard.StandardPacks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The pack's template and the mapping of the feed that reads it belong together. */
class ManualEntryTest {
    private static final Path FOLDER = Path.of("mappings");
    private static final FeedId FEED = new FeedId("manual-entry");
    private static final Mappings MAPPINGS =
            new CompiledMappings(new MappingSettings(FOLDER), StandardPacks.load(FOLDER));
    private static final Rulebook BOOK = Rulebooks.load(FOLDER).rulebook(MAPPINGS.pack(FEED));

    @TempDir
    Path folder;

    @Test
    void everyColumnOfTheTemplateIsReadAndEveryRuleReadsAColumn() throws IOException {
        assertThat(MAPPINGS.readPlan(FEED, Channel.FILE).sourceFields()).containsExactlyInAnyOrderElementsOf(columns());
    }

    @Test
    void everyFieldThatIsAskedForIsAColumnUnlessTheHubFillsIt() throws IOException {
        var pack = BOOK.pack();
        var asked = BOOK.fields().stream()
                .filter(rule -> rule.required() != Requirement.OPTIONAL)
                .map(rule -> rule.field().id())
                .filter(id -> Role.filledByTheHub().stream()
                        .noneMatch(role -> pack.field(role).id().equals(id)))
                .toList();

        assertThat(asked).isNotEmpty();
        assertThat(columns()).containsAll(asked);
    }

    @Test
    void aFilledTemplateIsAcceptedWithNamesAndWithCodes() throws IOException {
        var named = SampleFiles.entries("01-filled").get(0);
        var coded = new HashMap<>(named);
        coded.putAll(
                Map.of("TS_LYBH", "BL-9", "TS_LYQD", "05", "TS_BTS_LX", "1", "TS_BLZT", "80", "TS_BTS_XZQH", "231102"));

        var records = read(List.of(named, coded));

        assertThat(records).hasSize(2).allSatisfy(record -> {
            assertThat(record.verdict()).isEqualTo(Verdict.CLEAR);
            assertThat(record.standing()).isEqualTo(Standing.CONFIRMED);
            assertThat(record.findings()).isEmpty();
        });
        var fields = records.stream().map(ManualEntryTest::fields).toList();
        fields.get(1).put("TS_LYBH", named.get("TS_LYBH"));
        assertThat(fields.get(0)).isEqualTo(fields.get(1)).containsEntry("TS_BTS_XZQH", "231102");
    }

    @Test
    void aFunctionalZoneKeepsItsOwnCodeInTheColumnOfZones() throws IOException {
        var record = read(List.of(SampleFiles.entries("01-filled").get(1))).get(0);

        assertThat(fields(record)).containsEntry("TS_BTS_GNQ", "GN231100-02").containsEntry("TS_BTS_XZQH", "231182");
    }

    @Test
    void wrongValuesAreFoundAtTheirCells() throws IOException {
        var row = new HashMap<>(SampleFiles.entries("01-filled").get(0));
        row.putAll(Map.of("TS_LYQD", "微信", "TS_SJ", "2023-02-30", "TS_WYJE", "很多"));

        var record = read(List.of(row)).get(0);

        assertThat(record.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(record.findings())
                .extracting(finding -> finding.code() + " " + finding.field() + " @ " + finding.place())
                .contains(
                        "V104 TS_LYQD @ 填报!" + cell("TS_LYQD"),
                        "V107 TS_SJ @ 填报!" + cell("TS_SJ"),
                        "V102 TS_WYJE @ 填报!" + cell("TS_WYJE"));
        var channel = record.findings().stream()
                .filter(finding -> "TS_LYQD".equals(finding.field()))
                .findFirst();
        assertThat(channel.orElseThrow().wanted()).startsWith("违约失信投诉专栏、").contains("信访");
    }

    @Test
    void anEmptyTemplateHasNoRecordsAndNoFault() throws IOException {
        assertThat(read(List.of())).isEmpty();
    }

    private String cell(String id) throws IOException {
        return org.apache.poi.ss.util.CellReference.convertNumToColString(
                        columns().indexOf(id)) + "4";
    }

    private List<String> columns() throws IOException {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(FilledTemplate.empty(BOOK)))) {
            return FilledTemplate.ids(book.getSheet("填报"));
        }
    }

    private List<Inspected> read(List<Map<String, String>> rows) throws IOException {
        var file = folder.resolve("input.xlsx");
        Files.write(file, FilledTemplate.filled(FilledTemplate.empty(BOOK), rows));
        try (var steps = new SampleSteps()) {
            var played = steps.play(FEED.value(), file);
            assertThat(played.findings()).isEmpty();
            return played.records();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> fields(Inspected record) {
        return JsonMapper.shared().readValue(record.fields(), HashMap.class);
    }
}
