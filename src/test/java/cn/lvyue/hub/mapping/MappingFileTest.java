package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFileTest {
    private static final StandardPacks PACKS = StandardPacks.load(Path.of("mappings"));

    private static final String TINY = """
            feed: tiny
            standard: complaint-2023
            version: "1"
            read:
              format: csv
              record-no: no
            fields:
              TS_LYQD: { value: "03" }
              TS_TSR_MC: { from: firm, as: text }
              TS_BTS_MC: { from: body, as: text }
              TS_BTS_SHXYM: { from: code, as: uscc }
              TS_WYLY: { from: kind, code: { a: "01" } }
              TS_BLZT: { from: state, code: { x: "10" } }
              TS_SJ: { from: when, as: datetime }
            """;

    @Test
    void compilesATinyMapping() {
        var mapping = MappingFile.compile("mappings/tiny.yaml", TINY, PACKS).usual();
        assertThat(mapping.plan().sourceFields())
                .containsExactly("no", "firm", "body", "code", "kind", "state", "when");
        assertThat(mapping.pack()).isEqualTo("complaint-2023");
        assertThat(mapping.version()).startsWith("1+");
    }

    @Test
    void aFeedIsCalledByItsNameInTheLanguageOfWhoReads() {
        assertThat(name(TINY).in("zh")).isEqualTo("tiny");
        assertThat(name(TINY).in("en")).isEqualTo("tiny");
        var named = "name: 县区来信\n" + TINY;
        assertThat(name(named).in("zh")).isEqualTo("县区来信");
        assertThat(name(named).in("en")).isEqualTo("县区来信 (tiny)");
        assertThat(name("name-en: Letters\n" + named).in("en")).isEqualTo("Letters");
    }

    private static FeedName name(String text) {
        return MappingFile.compile("tiny.yaml", text, PACKS).name();
    }

    @Test
    void labelsEveryContentDifferently() {
        var other = TINY.replace("from: firm", "from: company");
        assertThat(MappingFile.compile("tiny.yaml", other, PACKS).usual().version())
                .isNotEqualTo(
                        MappingFile.compile("tiny.yaml", TINY, PACKS).usual().version());
    }

    /** Columns: what stands in the tiny mapping, what it is replaced with, the line blamed, a word of the message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "version: \"1\" | versoin: \"1\" | 3 | unknown key 'versoin'",
                "read: | reed: | 4 | unknown key 'reed'",
                "format: csv | form: csv | 5 | unknown key 'form'",
                "format: csv | format: word | 5 | a format is",
                "record-no: no | records: x | 5 | 'record-no' is missing",
                "record-no: no | `record-no: no, charset: x` | 6 | no valid YAML",
                "standard: complaint-2023 | standard: complaint-1999 | 2 | complaint-1999",
                "feed: tiny | feed: other | 1 | other.yaml",
                "TS_SJ: | TS_SX: | 14 | no field TS_SX",
                "TS_SJ: | CS_BBH: | 14 | filled by the hub",
                "TS_SJ: | TS_LYBH: | 14 | record-no",
                "TS_SJ: | TS_BLZT: | 14 | stands twice",
                "as: datetime | as: moment | 14 | no conversion 'moment'",
                "as: datetime | as: date | 14 | does not fit field TS_SJ",
                "from: when, as: datetime | of: TS_NR | 14 | before this line",
                "from: when, as: datetime | from: [a, a], as: datetime | 14 | stands twice",
                "from: when, as: datetime | from: when, value: x | 14 | exactly one",
                "as: datetime | as: datetime, after: x | 14 | goes with code only",
                "as: datetime | as: datetime, when: { TS_BLZT: \"11\" } | 14 | has no '11'",
                "as: datetime | as: datetime, otherwise: x | 14 | when or unless",
                "as: datetime | as: datetime, unit-from: u | 14 | amounts only",
                "value: \"03\" | value: \"88\" | 8 | code list CL_LYQD has no '88'",
                "a: \"01\" | a: \"77\" | 12 | code list CL_WYLY has no '77'",
                "a: \"01\" | a: \"01\", a: \"02\" | 12 | stands twice",
                "a: \"01\" } | a: \"01\" }, other: \"77\" | 12 | has no '77'",
                "from: firm, as: text | expression: \"a +\" | 9 | no expression",
                "from: firm, as: text | from: firm, excerpt: 201 | 9 | longer than the field",
            })
    void refusesAFaultyFileAndNamesTheLine(String good, String bad, int line, String message) {
        var text = TINY.replace(good, bad);
        assertThat(text).isNotEqualTo(TINY);
        assertThatThrownBy(() -> MappingFile.compile("mappings/tiny.yaml", text, PACKS))
                .isInstanceOf(BrokenMapping.class)
                .hasMessageStartingWith("mappings/tiny.yaml:" + line + ": ")
                .hasMessageContaining(message)
                .hasMessageContaining(" / ");
    }

    @ParameterizedTest
    @CsvSource({"TS_LYQD", "TS_TSR_MC", "TS_BTS_MC", "TS_BTS_SHXYM", "TS_WYLY", "TS_BLZT"})
    void refusesAMappingWithoutARequiredField(String id) {
        var without = TINY.replaceAll("(?m)^ *" + id + ":.*\n", "");
        assertThatThrownBy(() -> MappingFile.compile("tiny.yaml", without, PACKS))
                .isInstanceOf(BrokenMapping.class)
                .hasMessageContaining("required field " + id + " has no rule");
    }

    @ParameterizedTest
    @CsvSource({
        "header-row: 0,at least 1",
        "header-row: x,at least 1",
        "header-rows: 3,two rows",
        "delimiter: ab,one character"
    })
    void refusesSettingsOfReadingThatCannotBe(String setting, String message) {
        var text = TINY.replace("record-no: no", "record-no: no\n  " + setting);
        assertThatThrownBy(() -> MappingFile.compile("tiny.yaml", text, PACKS))
                .hasMessageStartingWith("tiny.yaml:7: ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesARequiredColumnThatNoRuleReads() {
        var text = TINY.replace("record-no: no", "record-no: no\n  required-columns: [colour]");
        assertThatThrownBy(() -> MappingFile.compile("tiny.yaml", text, PACKS))
                .hasMessageStartingWith("tiny.yaml:7: ")
                .hasMessageContaining("no rule reads column 'colour'");
    }

    @Test
    void refusesAParkRuleWithoutTest() {
        var text = TINY + "park:\n  - { code: P105, field: TS_WYLY, from: kind }\n";
        assertThatThrownBy(() -> MappingFile.compile("tiny.yaml", text, PACKS)).hasMessageContaining("unless");
        assertThatThrownBy(() -> MappingFile.compile("tiny.yaml", text.replace("P105", "V105"), PACKS))
                .hasMessageContaining("P1xx");
        assertThatThrownBy(
                        () -> MappingFile.compile("tiny.yaml", text.replace("field: TS_WYLY", "field: TS_XX"), PACKS))
                .hasMessageContaining("no field TS_XX");
    }

    @Test
    void aFolderWithOneFaultyFileIsRefusedWhole(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("tiny.yaml"), TINY);
        assertThat(new CompiledMappings(new MappingSettings(folder), PACKS).feeds())
                .hasSize(1);
        Files.writeString(folder.resolve("worse.yaml"), "feed: worse\n");
        assertThatThrownBy(() -> new CompiledMappings(new MappingSettings(folder), PACKS))
                .isInstanceOf(BrokenMapping.class)
                .hasMessageContaining("worse.yaml");
        assertThatThrownBy(() -> new CompiledMappings(new MappingSettings(folder.resolve("none")), PACKS))
                .hasMessageContaining("does not exist");
    }

    private static final String FORM = TINY + """
            forms:
              table:
                read: { format: table }
                names:
                  no: ID
                  firm: FIRM
                  body: ORG
                  code: ORG_CODE
                  kind: KIND
                  state: STATE
                  when: CHANGED
            """;

    @Test
    void aSecondFormIsReadByItsOwnNamesAndTheSameRules() {
        var forms = MappingFile.compile("tiny.yaml", FORM, PACKS);
        var table = forms.of(Channel.TABLE);

        assertThat(table.plan().format()).isEqualTo(ReadPlan.Format.TABLE);
        assertThat(table.plan().sourceFields())
                .containsExactly("ID", "FIRM", "ORG", "ORG_CODE", "KIND", "STATE", "CHANGED");
        assertThat(forms.of(Channel.HTTP)).isSameAs(forms.usual());
        assertThat(forms.usual().plan().sourceFields()).contains("firm", "when");
        assertThat(table.version()).isEqualTo(forms.usual().version());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "  table: | tables: | 16 | no channel 'tables'",
                "{ format: table } | { format: rows } | 17 | a format is",
                "{ format: table } | { format: table, record-no: ID } | 17 | belongs into the feed's own read",
                "    read: { format: table } | # | 18 | read or names is missing",
                "firm: FIRM | farm: FIRM | 19 | names lacks 'firm'",
                "when: CHANGED | when: STATE | 25 | 'STATE' stands twice",
                "names: | name: | 18 | unknown key 'name'",
            })
    void refusesAFaultyFormAndNamesTheLine(String good, String bad, int line, String message) {
        var text = FORM.replace(good, bad);
        assertThat(text).isNotEqualTo(FORM);
        assertThatThrownBy(() -> MappingFile.compile("tiny.yaml", text, PACKS))
                .isInstanceOf(BrokenMapping.class)
                .hasMessageStartingWith("tiny.yaml:" + line + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesAFormThatRenamesWhatNoRuleReads() {
        var text = FORM + "      colour: COLOUR\n";
        assertThatThrownBy(() -> MappingFile.compile("tiny.yaml", text, PACKS))
                .hasMessageStartingWith("tiny.yaml:26: ")
                .hasMessageContaining("no rule reads 'colour'");
    }
}
