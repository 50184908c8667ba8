package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs between two contents of the standard pack, in words. */
class PackChangesTest {
    private static final String PACK = "complaint-2023";
    private static final Path FOLDER = Path.of("mappings", "standards", PACK);

    @TempDir
    Path folder;

    @Test
    void theSamePackDiffersInNothing() throws IOException {
        assertThat(changes("pack.yaml", text -> text + "\n# another note\n")).isEmpty();
    }

    @Test
    void aFieldsLengthACodeAndARuleAreNamedOneByOne() throws IOException {
        assertThat(changes("fields.yaml", text -> text.replaceFirst("type: C\\.\\.4000", "type: C..5000")))
                .extracting(change -> change.words().zh())
                .contains("字段 TS_NR 的类型：由“C..4000”改为“C..5000”");
        assertThat(changes("rules.yaml", text -> text.replaceFirst("severity: park", "severity: reject")))
                .extracting(change -> change.words().en())
                .containsExactly("rule respondent-in-scope, effect: 'PARK' becomes 'REJECT'");
        assertThat(changes("pack.yaml", text -> text.replace("2023-assumed-1", "2023-assumed-2")))
                .extracting(PackChange::part, PackChange::id)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("pack", PACK));
    }

    private List<PackChange> changes(String file, UnaryOperator<String> change) throws IOException {
        var copy = Files.createDirectories(
                folder.resolve(file).resolve("standards").resolve(PACK));
        try (var files = Files.list(FOLDER)) {
            for (var each : files.toList()) {
                var text = Files.readString(each);
                Files.writeString(
                        copy.resolve(String.valueOf(each.getFileName())),
                        each.endsWith(file) ? change.apply(text) : text);
            }
        }
        var changed = Rulebooks.load(folder.resolve(file)).rulebook(PACK);
        return PackChanges.between(Rulebooks.load(Path.of("mappings")).rulebook(PACK), changed);
    }
}
