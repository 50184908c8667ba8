package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanCreationException;
import tools.jackson.databind.json.JsonMapper;

class OfflineCommandsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    Path routes;

    @BeforeEach
    void routesOfTheFeed() throws Exception {
        routes = Files.createDirectories(folder.resolve("routes"));
        Files.createDirectories(routes.resolve("feeds"));
        Files.writeString(routes.resolve("feeds/lines.camel.yaml"), "- route:\n    id: lines\n");
    }

    @Test
    void triesAFileAndTellsFindingsAndSums() throws Exception {
        var run = tried(Files.writeString(folder.resolve("a.txt"), "good\nbad!\nopen?\n"));

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("第 2 条 NO-2 [line 2] 退回 rejected", "V105", "138****5678", "第 3 条 NO-3", "P103", "→")
                .contains("读入 read 3，可接收 clear 1，待补正 parked 1，退回 rejected 1")
                .doesNotContain("13812345678", "NO-1");
    }

    @Test
    void showsPersonalDataOnlyWhenAskedTo() throws Exception {
        var file = Files.writeString(folder.resolve("a.txt"), "bad!\n");

        assertThat(CommandRun.of(OneColumnHub::start, "try", "lines", file.toString(), "--unmask")
                        .out())
                .contains("13812345678");
    }

    @Test
    void triesForScriptsWithOneLinePerRecordAndASummary() throws Exception {
        var file = Files.writeString(folder.resolve("a.txt"), "good\nbad!\n");

        var lines = CommandRun.of(OneColumnHub::start, "try", "lines", file.toString(), "--json")
                .out()
                .lines()
                .toList();

        assertThat(lines).hasSize(3);
        var rejected = JSON.readTree(lines.get(1));
        assertThat(rejected.path("verdict").asString()).isEqualTo("REJECTED");
        assertThat(rejected.path("findings").get(0).path("code").asString()).isEqualTo("V105");
        assertThat(JSON.readTree(lines.get(2)).path("summary").path("read").asInt())
                .isEqualTo(2);
    }

    @Test
    void showsProgressOnALargeFileBesideTheResult() throws Exception {
        var run = tried(Files.writeString(folder.resolve("a.txt"), "good\n".repeat(25_000)));

        assertThat(run.err().lines())
                .containsExactly("已读 10000 条 / 10000 records so far", "已读 20000 条 / 20000 records so far");
        assertThat(run.out()).contains("clear 25000");
    }

    @Test
    void failsOnAFileThatCannotBeReadByItsFormat() throws Exception {
        var run = tried(Files.createFile(folder.resolve("empty")));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("F101", "文件不可读");
    }

    @Test
    void unknownFeedsFilesAndOptionsAreWrongUsage() throws Exception {
        var file = Files.createFile(folder.resolve("a")).toString();

        assertThat(CommandRun.of(OneColumnHub::start, "try", "moon", file))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("[lines]"));
        assertThat(CommandRun.of("try", "lines", file + ".no").code()).isEqualTo(2);
        assertThat(CommandRun.of("try", "lines").code()).isEqualTo(2);
        assertThat(CommandRun.of("chekc").code()).isEqualTo(2);
        assertThat(CommandRun.of("check", "--loud").code()).isEqualTo(2);
        assertThat(CommandRun.of("standard").code()).isEqualTo(2);
    }

    @Test
    void checksPackMappingsAndRoutes() {
        var run = checked();

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("lines", "1-abc", "complaint-2023", "检查通过");
    }

    @Test
    void namesFileAndLineOfABrokenRoute() throws Exception {
        Files.writeString(routes.resolve("1-intake.camel.yaml"), "- route:\n    id: [\n");
        Files.delete(routes.resolve("feeds/lines.camel.yaml"));

        var run = checked();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).containsPattern("1-intake\\.camel\\.yaml:[23]: ").contains("lines.camel.yaml");
    }

    @Test
    void tellsABrokenMappingInItsOwnWordsWithoutAStack() {
        var run = CommandRun.of(
                () -> {
                    throw new BeanCreationException(
                            "mappings", "wrapped", new IllegalStateException("mappings/a.yaml:7: unknown field TS_XX"));
                },
                "check");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("mappings/a.yaml:7: unknown field TS_XX").doesNotContain("\tat ", "wrapped");
    }

    @Test
    void checksForScripts() {
        var run = CommandRun.of(this::hub, "check", "--json");

        assertThat(JSON.readTree(run.out()).path("ok").asBoolean()).isTrue();
    }

    @Test
    void showsTheFieldsAndTheSchemaOfThePackInUse() {
        assertThat(CommandRun.of(OneColumnHub::start, "standard", "fields").out())
                .contains("TS_BH", "投诉编号", "推定");
        var schema = JSON.readTree(
                CommandRun.of(OneColumnHub::start, "standard", "schema").out());
        assertThat(schema.path("properties").has("TS_NR")).isTrue();
        assertThat(CommandRun.of(OneColumnHub::start, "standard", "schema", "--pack", "moon")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void writesTheTemplateOfThePackInUse(@TempDir Path place) throws Exception {
        var file = place.resolve("补录.xlsx");

        var run = CommandRun.of(OneColumnHub::start, "standard", "template", "--out", file.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains(file.toString());
        assertThat(Files.readAllBytes(file)).startsWith('P', 'K');
        assertThat(CommandRun.of(OneColumnHub::start, "standard", "template", "--pack", "moon")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void knowsItsCommandsFromArgumentsOfTheHub() {
        assertThat(HubCommandLine.isCommand(new String[] {"check"})).isTrue();
        assertThat(HubCommandLine.isCommand(new String[] {"--help"})).isTrue();
        assertThat(HubCommandLine.isCommand(new String[] {"--server.port=0"})).isFalse();
        assertThat(HubCommandLine.isCommand(new String[0])).isFalse();
    }

    private CommandRun tried(Path file) {
        return CommandRun.of(OneColumnHub::start, "try", "lines", file.toString());
    }

    private CommandRun checked() {
        return CommandRun.of(this::hub, "check");
    }

    private OfflineHub hub() {
        return OneColumnHub.start(Map.of("hub.routes", routes.toString()));
    }
}
