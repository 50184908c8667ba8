package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackReaderTest {
    private static final Path TINY = Path.of("src/test/resources/packs/tiny/standards/tiny");

    @TempDir
    private Path mappings;

    private Path pack;

    @BeforeEach
    void copyTheTinyPack() throws IOException {
        pack = Files.createDirectories(mappings.resolve("standards/tiny"));
        try (var files = Files.list(TINY)) {
            for (var file : files.toList()) {
                Files.copy(file, pack.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void readsAPackThatIsInOrder() {
        var tiny = Rulebooks.load(mappings).rulebook("tiny");

        assertThat(tiny.pack().version()).isEqualTo("t-7");
        assertThat(tiny.pack().field(Role.AMOUNT).id()).isEqualTo("sum");
        assertThat(tiny.rules()).hasSize(3);
        assertThat(tiny.assumed()).isFalse();
    }

    @Test
    void putsTheFieldsThatAreNoContentLast() {
        assertThat(StandardPacks.load(mappings).pack("tiny").names().ids())
                .endsWith("memo", "step", "changed", "rev", "op");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields.yaml | type: C..12, | type: X12, | fields.yaml: field ref: 'X12' is no type notation",
                "fields.yaml | codes: topics | codes: tropics | fields.yaml: field topic: no code list tropics",
                "fields.yaml | id: body, | id: firm, | fields.yaml: field firm stands twice",
                "fields.yaml | check: phone | check: fax | field phone: no check 'fax'",
                "fields.yaml | required: O, check: uscc | required: Q, check: uscc | field firm_code: 'required' is M, C or O",
                "fields.yaml | missing: park P103 | missing: shrug P103 | field body_code: 'shrug P103'",
                "fields.yaml | min-length: 3 | min-lenght: 3 | line 11: ",
                "fields.yaml | min-length: 3 | min-length: three | line 11: ",
                "fields.yaml | field: step, equals | field: stop, equals | field proven: no field stop",
                "fields.yaml | [A-Z]+-[0-9]+ | [A-Z | field deal_no: 'pattern' is broken",
                "fields.yaml | zh: 合同号, | '' | field deal_no: 'zh' is missing",
                "fields.yaml | type: C..5, required: O | type: C..5, required: O, content: false | field memo: 'content: false'",
                "pack.yaml | AMOUNT: sum | '' | pack.yaml: 'roles.AMOUNT' is missing",
                "pack.yaml | AMOUNT: sum | AMOUNT: total | pack.yaml: no field total",
                "pack.yaml | AMOUNT: sum | COLOUR: sum | pack.yaml: line",
                "pack.yaml | id: tiny | id: huge | pack.yaml: pack 'huge' stands in folder 'tiny'",
                "pack.yaml | UPDATE_TIME: changed | UPDATE_TIME: noted | roles.UPDATE_TIME",
                "pack.yaml | confirmed: | finished: | pack.yaml: 'finished' is none of",
                "pack.yaml | effective: \"2026-01-01\" | effective: \"2026-02-30\" | pack.yaml: 'effective' is no day",
                "codes.yaml | [其他, Other] | [其他] | codes.yaml: list topics: code 8",
                "codes.yaml | id: channels | id: topics | codes.yaml: list topics stands twice",
                "rules.yaml | code: P101 | code: parked | rules.yaml: rule public-body: 'parked'",
                "rules.yaml | id: small-sum | id: public-body | rules.yaml: rule public-body stands twice",
                "rules.yaml | severity: remark | severity: gentle | rules.yaml: rule small-sum: 'gentle'",
                "rules.yaml | not-before: told | not-after: told | rules.yaml: rule told-before-noted: unknown operator 'not-after'",
                "divisions.csv | 2020,230101 | 2020,239999 | divisions.csv: division 230102: successors",
                "divisions.csv | 230102,retired | 230101,retired | divisions.csv: line 6: code 230101 stands twice",
                "divisions.csv | 230102,retired | 230102,sunken | divisions.csv: line 6: unknown kind sunken",
                "divisions.csv | 河区,yes | 河区 | divisions.csv: line 5: 7 columns instead of 8"
            })
    void refusesToStartNamingFileAndPlace(String file, String text, String instead, String message) throws IOException {
        var path = pack.resolve(file);
        var content = Files.readString(path);
        assertThat(content).contains(text);
        Files.writeString(path, content.replace(text, instead));

        assertThatThrownBy(() -> Rulebooks.load(mappings))
                .hasMessageContaining(message)
                .hasMessageContaining(file);
    }

    @Test
    void refusesAKeyThatStandsTwice() throws IOException {
        Files.writeString(pack.resolve("pack.yaml"), Files.readString(pack.resolve("pack.yaml")) + "id: tiny\n");

        assertThatThrownBy(() -> Rulebooks.load(mappings)).hasMessageContaining("pack.yaml: line");
    }

    @Test
    void namesThePacksThereAreWhenAskedForAnother() {
        var packs = StandardPacks.load(mappings);

        assertThatThrownBy(() -> packs.pack("other")).hasMessageContaining("[tiny]");
    }

    @Test
    void refusesAFolderWithoutPacks(@TempDir Path empty) throws IOException {
        Files.createDirectories(empty.resolve("standards"));

        assertThatThrownBy(() -> StandardPacks.load(empty)).hasMessageContaining("no standard pack");
        assertThatThrownBy(() -> StandardPacks.load(empty.resolve("nowhere"))).hasMessageContaining("cannot be read");
    }
}
