package cn.lvyue.hub.reconciliation;

import static cn.lvyue.hub.reconciliation.ReconciledHub.CREDIT;
import static cn.lvyue.hub.reconciliation.ReconciledHub.DAY;
import static cn.lvyue.hub.reconciliation.ReconciledHub.HOTLINE;
import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.reconciliation.Statements.Format;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.HmacSm3Signer;
import cn.lvyue.hub.signing.Sm3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class KeptStatementsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/reconciliation/statement.json");

    private final ReconciledHub hub = ReconciledHub.fresh();
    private final JsonMapper json = JsonMapper.builder().build();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aStatementIsTheGoldenFile() throws IOException {
        aDay();

        var export = hub.statements().export(DAY, null, Format.JSON).orElseThrow();
        var text = json.writer()
                .with(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(json.readTree(Files.readAllBytes(export.file())));
        export.close();

        if (Boolean.getBoolean("golden")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, text + "\n");
        }
        assertThat(text + "\n").isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void anExportThatBreaksOffLeavesNoFile(@TempDir Path folder) {
        hub.close();
        try (var own = ReconciledHub.fresh("hub.reconciliation.folder=" + folder)) {
            var kept = own.statements().keep(DAY, "asked for");
            own.jdbc().sql("delete from archive.segment").update();
            for (var format : Format.values()) {
                assertThatThrownBy(() -> own.statements().export(DAY, kept.version(), format))
                        .isInstanceOf(RuntimeException.class);
            }
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void whatAHubThatWasKilledLeftIsRemovedAtTheNextStart(@TempDir Path folder) throws IOException {
        hub.close();
        for (var name : List.of("differences-1.jsonl", "platform-1.list", "statement-1.xlsx", "another.txt")) {
            Files.writeString(folder.resolve(name), "GD-1");
        }
        ReconciledHub.fresh("hub.reconciliation.folder=" + folder).close();
        assertThat(folder).isDirectoryContaining("glob:**another.txt").isDirectoryNotContaining("glob:**-1.*");
    }

    @Test
    void aWorkbookTellsTheSameAndItsTextsAreTexts() throws IOException {
        hub.take(HOTLINE, "=1+1", Standing.UNCONFIRMED, "2.000000");
        hub.deliver(PROVINCIAL);
        hub.differences();
        hub.jdbc().sql("delete from sandbox.record").update();

        try (var export = hub.statements().export(DAY, null, Format.XLSX).orElseThrow();
                var book = new ReadableWorkbook(export.file().toFile())) {
            var sheets = book.getSheets().toList();
            var differences = sheets.get(1).read();

            assertThat(export.filename()).isEqualTo("对账单-2026-03-04.xlsx");
            assertThat(text(sheets.get(0).read())).contains("provincial", "2.000000", "hotline-12345");
            assertThat(differences).hasSize(2);
            assertThat(differences.get(1).getCellText(0)).isEqualTo("R150");
            var number = differences.get(1).getCell(3);
            assertThat(number.getType()).isEqualTo(CellType.STRING);
            assertThat(number.getFormula()).isNull();
            assertThat(number.getText()).isEqualTo("=1+1");
            assertThat(Sm3.hex(Files.readAllBytes(export.file()))).isEqualTo(export.digest());
        }
    }

    @Test
    void whatIsKeptIsSignedArchivedAndNeverChanged() throws IOException {
        aDay();
        var first = hub.statements().keep(DAY, "test");
        hub.jdbc().sql("delete from sandbox.record").update();
        var second = hub.statements().keep(DAY, "once more");

        assertThat(List.of(first.version(), second.version())).containsExactly(1, 2);
        assertThat(second.differences()).isGreaterThan(first.differences());
        assertThat(hub.statements().kept(DAY)).containsExactly(second, first);
        byte[] archived = hub.bean(Archive.class).open(first.archiveId()).readAllBytes();
        assertThat(Sm3.hex(archived)).isEqualTo(first.digest());
        assertThat(new HmacSm3Signer("hub", "of-the-test").sign(first.digest())).isEqualTo(first.signature());
        try (var export = hub.statements().export(DAY, 1, Format.JSON).orElseThrow()) {
            assertThat(Files.readAllBytes(export.file())).isEqualTo(archived);
            assertThat(export.signature()).isEqualTo(first.signature());
        }
        var page = hub.statements().kept(DAY, 1, null, 1).orElseThrow();
        assertThat(page.statement().version()).isEqualTo(1);
        assertThat(page.statement().differences()).isEqualTo(first.differences());
        assertThat(page.items()).hasSize(1);
        var rest = hub.statements().kept(DAY, 1, page.next(), 100).orElseThrow();
        assertThat(rest.items()).hasSize((int) first.differences() - 1);
        assertThat(hub.statements().kept(DAY, 3, null, 1)).isEmpty();
    }

    @Test
    void yesterdaysIsMadeWhenTheAnswersAreThereOrByTheHour() {
        hub.take(HOTLINE, "A1", Standing.UNCONFIRMED, "1.000000");
        hub.delivery.seal(PROVINCIAL);
        var step = hub.bean(ReconciliationStep.class);
        hub.clock.setTo(DAY, 23);
        step.makeDue();
        assertThat(hub.statements().kept(DAY)).isEmpty();
        hub.clock.setTo(DAY.plusDays(1), 7);
        step.makeDue();
        assertThat(hub.statements().kept(DAY)).isEmpty();

        hub.clock.setTo(DAY.plusDays(1), 10);
        step.makeDue();
        step.makeDue();

        assertThat(hub.statements().kept(DAY)).hasSize(1);
        assertThat(hub.alarms.open).isEmpty();
    }

    @Test
    void aStatementWithDifferencesRaisesAnAlarmThatALaterVersionClears() {
        hub.take(HOTLINE, "A1", Standing.UNCONFIRMED, "1.000000");
        hub.deliver(PROVINCIAL);
        hub.differences();
        hub.jdbc().sql("update sandbox.record set business_date = '2026-01-01'").update();
        hub.statements().keep(DAY, "test");
        assertThat(hub.alarms.open).containsOnlyKeys("R170 2026-03-04");

        hub.jdbc().sql("update sandbox.record set business_date = ?").param(DAY).update();
        hub.statements().keep(DAY, "test");

        assertThat(hub.alarms.open).isEmpty();
    }

    @Test
    void anOtherDayIsEmptyAndCloses() {
        var page = hub.statements().now(LocalDate.of(2026, 2, 1), null, null, null, 10);

        assertThat(page.items()).isEmpty();
        assertThat(page.statement().closes()).isTrue();
        assertThat(page.statement().targets()).hasSize(Target.values().length);
    }

    /** Two sources, both platforms, something of everything. */
    private void aDay() {
        hub.platforms.refusals.put("H2", "no such body");
        hub.take(HOTLINE, "H1", Standing.CONFIRMED, "12.500000");
        hub.take(HOTLINE, "H2", Standing.UNCONFIRMED, "0.000001");
        hub.take(HOTLINE, "H3", Standing.UNCONFIRMED, null);
        hub.take(CREDIT, "H1", Standing.CONFIRMED, "7.000000");
        hub.deliver(PROVINCIAL);
        hub.deliver(NATIONAL);
        hub.differences();
        hub.jdbc()
                .sql("update sandbox.record set revision = 9 where source_record_no = 'H3'")
                .update();
        hub.take(CREDIT, "C9", Standing.UNCONFIRMED, "1.000000");
    }

    private static List<String> text(List<Row> rows) {
        return rows.stream()
                .flatMap(Row::stream)
                .filter(cell -> cell != null && cell.getType() != CellType.EMPTY)
                .map(cell -> cell.getText())
                .toList();
    }
}
