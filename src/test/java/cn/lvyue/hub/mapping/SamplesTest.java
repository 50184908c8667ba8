package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads, maps and inspects every sample and compares with its {@code expected.json}. {@code -Dsamples=write} writes those
 * files anew and then fails, so that the difference is looked at before it is kept.
 */
class SamplesTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static SampleSteps steps;

    @BeforeAll
    static void wire() {
        steps = new SampleSteps();
    }

    @AfterAll
    static void unwire() {
        steps.close();
    }

    static Stream<Path> cases() throws IOException {
        try (var folders = Files.list(SAMPLES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream().flatMap(SamplesTest::casesOf);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSampleIsJudgedAsExpected(Path folder) throws IOException {
        var played = steps.play(String.valueOf(folder.getParent().getFileName()), input(folder));
        assertThat(played.findings()).noneMatch(Finding::rejects);
        var judged = played.records().stream().map(SamplesTest::judged).toList();
        var expected = folder.resolve("expected.json");
        if ("write".equals(System.getProperty("samples"))) {
            Files.writeString(expected, JSON.writeValueAsString(judged) + "\n");
            fail("wrote " + expected);
        }
        assertThat(JSON.valueToTree(judged).toPrettyString())
                .isEqualTo(JSON.readTree(Files.readString(expected)).toPrettyString());
    }

    private static Map<String, Object> judged(Inspected inspected) {
        var judged = new LinkedHashMap<String, Object>();
        judged.put("row", inspected.row());
        judged.put("place", inspected.place());
        judged.put("sourceRecordNo", inspected.sourceRecordNo());
        judged.put("verdict", inspected.verdict().name());
        judged.put("standing", inspected.standing().name());
        judged.put(
                "findings",
                inspected.findings().stream().map(SamplesTest::inShort).toList());
        judged.put("fields", JSON.readValue(inspected.fields(), Map.class));
        return judged;
    }

    private static String inShort(Finding finding) {
        return finding.code() + " " + finding.severity() + (finding.field() == null ? "" : " " + finding.field())
                + " @ " + finding.place();
    }

    private static Path input(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("input."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Stream<Path> casesOf(Path feed) {
        try (var cases = Files.list(feed)) {
            return cases.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
