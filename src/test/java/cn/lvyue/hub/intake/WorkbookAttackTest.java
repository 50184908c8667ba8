package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.read;
import static cn.lvyue.hub.intake.Samples.workbook;
import static cn.lvyue.hub.intake.WorkbookSamples.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks of odd kinds, and those whose parts are the attack. */
@Timeout(30)
class WorkbookAttackTest {
    private static final String HEADER = row(1, "id", "b");

    @Test
    void readsAStrictWorkbookWithItsDays() throws IOException {
        var read = read(workbook(1, 1, "编号", "金额", "日期"), PackageParts.strict());

        assertThat(List.of(read.values(0), read.values(1), read.values(2)))
                .containsExactly(List.of("A1"), List.of("1"), List.of("2023-01-01"));
        assertThat(read.codes()).isEmpty();
    }

    @Test
    void readsAWorkbookWithMacrosAsAnyOther() {
        var bytes = new WorkbookSamples()
                .sheet(HEADER + row(2, "1", "x"))
                .macros("no program at all")
                .bytes();

        assertThat(read(workbook(1, 1, "id", "b"), bytes).values(1)).containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"externalLink", "sharedStrings", "styles", "worksheet"})
    void fetchesNothingThatAWorkbookRefersTo(String type) throws IOException {
        var asked = new CopyOnWriteArrayList<String>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.close();
        });
        server.start();
        try {
            var elsewhere = "http://127.0.0.1:" + server.getAddress().getPort() + "/book.xlsx";
            var bytes = new WorkbookSamples()
                    .sheet(HEADER + row(2, "1", "x"))
                    .external(type, elsewhere)
                    .bytes();

            assertThat(read(workbook(1, 1, "id", "b"), bytes).values(1)).containsExactly("x");
            assertThat(asked).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesAWorkbookWhoseCellsRepeatOneLongText() {
        var cells = "<c t=\"s\"><v>0</v></c>".repeat(4);
        var bytes = new WorkbookSamples()
                .sheet(HEADER + ("<row>" + cells + "</row>").repeat(20_000))
                .strings("<si><t>" + "拖欠".repeat(100_000) + "</t></si>")
                .bytes();
        var read = read(workbook(1, 1, "id", "b"), bytes);

        assertThat(read.codes()).containsExactly("F107");
        assertThat(read.end().findings().get(0).wanted()).isEqualTo("hub.intake.max-ratio = 200");
        assertThat(read.end().read()).isLessThan(100);
    }

    @Test
    void keepsNoLongTextsInMemory() throws IOException {
        var texts = List.of("x".repeat(100_000), "short").iterator();
        try (var strings = new SharedStrings(
                Samples.settings(Map.of("hub.intake.strings-in-memory", "1KB")),
                () -> texts.hasNext() ? texts.next() : null)) {
            strings.readAll();

            assertThat(strings.get(0)).hasSize(100_000).isNotSameAs(strings.get(0));
            assertThat(strings.get(1)).isSameAs(strings.get(1));
        }
    }

    @Test
    void refusesAMillionEmptyTexts() {
        var bytes = new WorkbookSamples()
                .sheet(HEADER + row(2, "1", "x"))
                .strings("<si><t/></si>".repeat(1_000_000))
                .bytes();

        assertThat(read(workbook(1, 1, "id", "b"), bytes).codes()).containsExactly("F107");
    }

    @Test
    void losesOneCellToATextBeyondTheLimit() {
        var bytes = new WorkbookSamples()
                .sheet(HEADER + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>0</v></c></row>"
                        + row(3, "2", "x"))
                .strings("<si><t>" + "x".repeat(600_000) + "</t></si>")
                .bytes();
        var read = read(workbook(1, 1, "id", "b"), bytes);

        assertThat(read.values(0)).containsExactly("1", "2");
        assertThat(read.codesOf(0)).containsExactly("F109");
        assertThat(read.codesOf(1)).isEmpty();
    }

    @Test
    void boundsTheDepthOfASheet() {
        var deep = "<x>".repeat(200) + "</x>".repeat(200);
        var read = read(
                workbook(1, 1, "id", "b"),
                new WorkbookSamples()
                        .sheet(HEADER + row(2, "1", "x") + "<row>" + deep + "</row>")
                        .bytes());

        assertThat(read.values(0)).containsExactly("1");
        assertThat(read.codes()).containsExactly("F105");
        assertThat(read.end().findings().get(0).wanted()).isEqualTo("hub.intake.max-depth = 100");
    }
}
