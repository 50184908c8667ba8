package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.csv;
import static cn.lvyue.hub.intake.Samples.json;
import static cn.lvyue.hub.intake.Samples.read;
import static cn.lvyue.hub.intake.Samples.workbook;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.intake.Samples.Read;
import cn.lvyue.hub.record.ReadPlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.json.JsonMapper;

/** Reads the corpora in this process and looks at every value where it is known what it ought to be. */
@EnabledIfEnvironmentVariable(named = Corpora.VARIABLE, matches = ".+")
@Timeout(60)
class CorporaReadingIT {
    private static final String[] HOTLINE = {"工单编号", "来电时间", "企业名称", "涉及金额", "诉求内容"};
    private static final long LONGEST_MILLIS = 10_000;

    /** Strict workbooks, which the reference does not know, and damage that touches nothing we need. */
    private static final Set<String> READ_THOUGH_THE_REFERENCE_FAILS = Set.of(
            "57914.xlsx",
            "SimpleStrict.xlsx",
            "sample.strict.xlsx",
            "duplicate-filename-case-insensitive.xlsx",
            "clusterfuzz-testcase-minimized-POIHSSFFuzzer-5889658057523200.xls");

    /** Archives that are damaged, out of which the reference makes a workbook without sheets. */
    private static final Set<String> REFUSED_THOUGH_THE_REFERENCE_OPENS = Set.of(
            "clusterfuzz-testcase-minimized-POIXSSFFuzzer-5185049589579776.xlsx",
            "clusterfuzz-testcase-minimized-XLSX2CSVFuzzer-5542865479270400.xlsx");

    /** Damaged so that a row comes twice and columns lie outside the format: which of them counts is anybody's guess. */
    private static final Set<String> NOT_COMPARED =
            Set.of("clusterfuzz-testcase-minimized-POIHSSFFuzzer-6483562584932352.xls");

    /**
     * A backslash does not escape in RFC 4180; a caret is no delimiter unless the feed says so; of two delimiters the one counts
     * under which more columns are known; a mark alone is no text.
     */
    private static final Map<String, Outcome> NOT_AS_THE_TORTURE_TABLE = Map.of(
            "backslash_escape.csv", Outcome.REJECT,
            "caret_quoted.csv", Outcome.REJECT,
            "ambiguous_delimiter.csv", Outcome.PARSE,
            "utf16le_bom.csv", Outcome.REJECT,
            "utf32be_bom.csv", Outcome.REJECT);

    private static final Map<String, String> FIRST_HEADERS = Map.of(
            "date1904.xlsx", "日期",
            "dimension_lie.xlsx", "a",
            "formulas.xlsx", "a",
            "no_styles.xlsx", "单位",
            "bomb_rows.xlsx", "单位",
            "plain.xls", "单位");

    @Test
    void acceptsAndRejectsJsonAsTheGrammarSays() {
        var wrong = new ArrayList<String>();
        for (var file : Corpora.files("json/JSONTestSuite")) {
            var name = file.getFileName().toString();
            var outcome = Outcome.of(timed(file, json("", "v"), wrapped(Corpora.bytes(file))));
            if (name.startsWith("y_") && outcome != Outcome.PARSE
                    || name.startsWith("n_") && outcome == Outcome.PARSE) {
                wrong.add(name + ": " + outcome);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void doesWithTheOwnFilesWhatTheirTablesAllow() {
        var wrong = new ArrayList<String>();
        var fields = new String[] {"djbh", "qkje", "tsnr"};
        wrong.addAll(wrong("json/own", name -> json("", fields)));
        wrong.addAll(wrong("csv/own", name -> csv(HOTLINE)));
        wrong.addAll(wrong("xml/own", name -> breaches()));
        wrong.addAll(wrong("zip/own", name -> name.startsWith("bomb.") ? csv("A", "B") : csv(HOTLINE)));
        wrong.addAll(wrong("spreadsheet/own", CorporaReadingIT::ownWorkbook));
        assertThat(wrong).isEmpty();
    }

    @Test
    void refusesEveryDocumentType() {
        for (var name : List.of("dtd", "external", "xmlbomb")) {
            var file = Corpora.folder("xml/defusedxml/" + name + ".xml");
            assertThat(timed(file, breaches(), Corpora.bytes(file)).codes())
                    .as(name)
                    .containsExactly("F108");
        }
    }

    @Test
    void readsTheCsvSpectrumAsItsAnswersSay() {
        var mapper = new JsonMapper();
        for (var file : Corpora.files("csv/csv-spectrum")) {
            if (!file.toString().endsWith(".csv")) {
                continue;
            }
            var answer = mapper.readTree(Corpora.text(Path.of(file.toString().replace(".csv", ".json"))));
            var names = List.copyOf(answer.get(0).propertyNames());
            var read = timed(file, csv(names.toArray(String[]::new)), Corpora.bytes(file));
            for (int slot = 0; slot < names.size(); slot++) {
                var name = names.get(slot);
                var wanted = new ArrayList<String>();
                answer.forEach(row -> wanted.add(row.get(name).asString().replace("\r\n", "\n")));
                assertThat(read.values(slot))
                        .as("%s, %s", file.getFileName(), name)
                        .isEqualTo(wanted);
            }
            assertThat(Outcome.of(read)).as(file.toString()).isEqualTo(Outcome.PARSE);
        }
    }

    @Test
    void readsTheTortureCsvAsItsTableSays() {
        var wrong = new ArrayList<String>();
        for (var file : Corpora.files("csv/rvl-corpus")) {
            var name = file.getFileName().toString();
            var text = Corpora.text(file).replace("\uFEFF", "");
            var header = text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("sep="))
                    .findFirst()
                    .orElse("");
            var names = Arrays.stream(header.split("[,;|^=\t]"))
                    .map(String::strip)
                    .filter(n -> !n.isEmpty())
                    .toList();
            if (names.isEmpty()) {
                assertThat(Outcome.of(timed(file, csv("id"), Corpora.bytes(file))))
                        .as(name)
                        .isEqualTo(Outcome.REJECT);
                continue;
            }
            var outcome = Outcome.of(timed(file, csv(names.toArray(String[]::new)), Corpora.bytes(file)));
            var wanted = NOT_AS_THE_TORTURE_TABLE.getOrDefault(
                    name, header.equals(text.strip()) ? Outcome.NOTHING : Outcome.PARSE);
            if (outcome != wanted) {
                wrong.add(name + ": " + outcome + " instead of " + wanted);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void readsWholeValuesFromTheOwnFiles() throws IOException {
        assertThat(own("xml/own/comment_in_value.xml", breaches()).values(1)).containsExactly("黑河市爱辉区水务局");
        assertThat(own("xml/own/gb18030.xml", breaches()).values(1)).containsExactly("黑河市爱辉区住房和城乡建设局");
        assertThat(own("csv/own/formula.csv", csv(HOTLINE)).values(2)).startsWith("=1+1", "@SUM(A1)", "+1", "-1");
        assertThat(own("csv/own/gb18030_four_byte.csv", csv(HOTLINE)).values(2))
                .containsExactly("黑龙江\uD842\uDFB7\u4DAE\uD872\uDF4E有限公司");
        assertThat(cells("date1904.xlsx")).contains("Sheet1!A2=2023-08-05 DATE");
        assertThat(cells("formulas.xlsx"))
                .contains("Sheet1!B1=2 NUMBER", "Sheet1!A3=xy TEXT", "Sheet1!B3=true BOOLEAN")
                .anyMatch(cell -> cell.startsWith("Sheet1!A2==") && cell.endsWith(" ERROR"))
                .anyMatch(cell -> cell.startsWith("Sheet1!B2=#") && cell.endsWith(" ERROR"));
    }

    private static List<String> cells(String name) throws IOException {
        return WorkbookContent.of(Corpora.folder("spreadsheet/own/" + name)).cells().stream()
                .map(WorkbookContent.Cell::toString)
                .toList();
    }

    /** The library that every other program uses, on the heap and without limits, must see the same in what both can open. */
    @Test
    void seesInForeignWorkbooksWhatTheReferenceSees() throws IOException {
        var wrong = new ArrayList<String>();
        var folder = Corpora.folder("spreadsheet/poi");
        for (var row : Corpora.table(Corpora.folder("spreadsheet/poi_reference.tsv"))) {
            boolean opens = row[2].equals("OPENS");
            try {
                var ours = WorkbookContent.of(folder.resolve(row[0]));
                if (opens && NOT_COMPARED.contains(row[0])) {
                    continue;
                } else if (opens) {
                    wrong.addAll(ours.differencesFrom(WorkbookContent.byReference(folder.resolve(row[0])), row[0]));
                } else if (!READ_THOUGH_THE_REFERENCE_FAILS.contains(row[0])) {
                    wrong.add(row[0] + " was read: " + ours.cells().size());
                }
            } catch (Refused e) {
                if (opens && !REFUSED_THOUGH_THE_REFERENCE_OPENS.contains(row[0])) {
                    wrong.add(row[0] + " was refused: " + e.finding());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Read own(String name, ReadPlan plan) {
        var file = Corpora.folder(name);
        return timed(file, plan, Corpora.bytes(file));
    }

    private static List<String> wrong(String folder, Function<String, ReadPlan> plan) {
        var wrong = new ArrayList<String>();
        Corpora.expected(folder).forEach((name, allowed) -> {
            var read = timed(
                    Corpora.folder(folder).resolve(name),
                    plan.apply(name),
                    Corpora.bytes(Corpora.folder(folder).resolve(name)));
            var outcome = Outcome.of(read);
            if (!outcome.isAllowedBy(allowed)) {
                wrong.add("%s/%s: %s instead of %s, %s"
                        .formatted(folder, name, outcome, allowed, read.end().findings()));
            }
        });
        return wrong;
    }

    private static Read timed(Path file, ReadPlan plan, byte[] bytes) {
        long begun = System.nanoTime();
        var read = read(plan, bytes);
        long millis = (System.nanoTime() - begun) / 1_000_000;
        assertThat(millis).as("milliseconds for %s", file.getFileName()).isLessThan(LONGEST_MILLIS);
        return read;
    }

    /** The document as the value of a field, so that the grammar is judged and not whether it is a list of records. */
    private static byte[] wrapped(byte[] document) {
        var out = new ByteArrayOutputStream();
        out.writeBytes("[{\"v\":".getBytes(UTF_8));
        out.writeBytes(document);
        out.writeBytes("}]".getBytes(UTF_8));
        return out.toByteArray();
    }

    private static ReadPlan breaches() {
        return Samples.xml("urn:hlj:contract:breach:v1", List.of("@id", "b:Org"));
    }

    /** Under each workbook's own header. */
    private static ReadPlan ownWorkbook(String name) {
        return workbook(1, 1, FIRST_HEADERS.getOrDefault(name, "工单编号"));
    }
}
