package cn.lvyue.hub.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.evidence.Lineages.FieldLineage;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.mapping.Derivation;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** From the cell to the platform and back, in every format there is. */
class LineageTest {
    private static final Path WORKBOOK = Path.of("samples/inspection-petition/01-workbook/input.xlsx");

    @TempDir
    Path folder;

    private EvidentHub hub;

    @BeforeEach
    void open() {
        TestDatabase.reset();
        FileSystemUtils.deleteRecursively(folder.resolve("mappings").toFile());
        copy(Path.of("mappings"), folder.resolve("mappings"));
        start();
    }

    private void start() {
        hub = new EvidentHub(folder.resolve("mappings"));
        hub.bean(KeptMappings.class).keepToday();
    }

    private static void copy(Path from, Path to) {
        try {
            FileSystemUtils.copyRecursively(from, to);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private Lineages lineages() {
        return hub.bean(Lineages.class);
    }

    @Test
    void everyFieldOfEverySampleLeadsToItsCellsAndTheyLeadBack() throws IOException {
        int fields = 0;
        for (var file : samples()) {
            var channel = file.getFileName().toString().contains(".table.") ? Channel.TABLE : Channel.FILE;
            var feed = file.getParent().getParent().getFileName().toString();
            var message = hub.take(feed, channel, file);
            for (var entry : hub.bean(Ledger.class).entries(message.id(), null, 0, 3)) {
                if (entry.revision() == null) {
                    continue;
                }
                var found = lineages()
                        .ofRecord(Objects.requireNonNull(entry.recordId()), entry.revision(), null)
                        .orElseThrow();
                assertThat(Objects.requireNonNull(found.origin()).with().certainty())
                        .as("%s %s", file, entry.place())
                        .isEqualTo(Certainty.TODAY);
                for (var field : found.fields()) {
                    assertThat(field.agrees())
                            .as("%s %s %s", file, entry.place(), field)
                            .isTrue();
                    fields += cellsLeadBack(message, field, entry.row());
                }
            }
        }
        assertThat(fields).as("cells followed").isGreaterThan(100);
    }

    private int cellsLeadBack(Message message, FieldLineage field, int row) {
        if (row > 1) {
            return 0;
        }
        for (var cell : field.cells()) {
            var back = lineages().ofCell(message, cell.place()).orElseThrow();
            assertThat(back.origin().row()).as(cell.place()).isEqualTo(row);
            assertThat(back.made()).extracting(FieldLineage::field).contains(field.field());
        }
        return field.cells().size();
    }

    private static List<Path> samples() throws IOException {
        try (var files = Files.walk(Path.of("samples"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("input."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aCellTellsItsSheetFieldRuleAndValueBeforeAndAfter() {
        var message = hub.take("inspection-petition", Channel.FILE, WORKBOOK);
        var entry = hub.bean(Ledger.class).entries(message.id(), null, 0, 1).get(0);
        var found = lineages()
                .ofRecord(Objects.requireNonNull(entry.recordId()), null, "TS_BTS_MC")
                .orElseThrow();

        var field = found.fields().get(0);
        assertThat(field.rule()).startsWith("TS_BTS_MC:").contains("from:");
        assertThat(field.line()).isPositive();
        assertThat(field.made()).isEqualTo(field.kept()).isNotBlank();
        assertThat(field.cells().get(0).place()).matches(".+![A-Z]+\\d+");
        assertThat(field.cells().get(0).value()).isNotBlank();
    }

    @Test
    void aMappingThatHasChangedSinceIsAppliedAsItWasThen() throws IOException {
        var message = hub.take("inspection-petition", Channel.FILE, WORKBOOK);
        hub.close();
        change("inspection-petition.yaml", "version: \"", "version: \"9");
        start();

        var row = lineages().ofCell(message, place(message)).orElseThrow();

        assertThat(row.origin().with().certainty()).isEqualTo(Certainty.KEPT);
        assertThat(row.origin().with().mapping())
                .isNotEqualTo(row.origin().with().today());
        assertThat(row.revisions().get(0).fields()).isNotEmpty().allMatch(FieldLineage::agrees);
    }

    @Test
    void aMappingOfBeforeThatWasNotKeptIsToldAndNotGuessed() {
        var message = hub.take("inspection-petition", Channel.FILE, WORKBOOK);
        TestDatabase.asSuperuser("update ledger.intake set mapping = '0.9+123456789abc'");

        var row = lineages().ofCell(message, place(message)).orElseThrow();

        assertThat(row.origin().with().certainty()).isEqualTo(Certainty.UNKNOWN);
        assertThat(row.made()).isEmpty();
        assertThat(row.revisions().get(0).fields())
                .as("values are there, cells and rules are not")
                .isNotEmpty()
                .allMatch(field -> field.kept() != null
                        && field.rule() == null
                        && field.cells().isEmpty());
    }

    @Test
    void bytesThatWereDestroyedAreTold() {
        var message = hub.take("inspection-petition", Channel.FILE, WORKBOOK);
        TestDatabase.asSuperuser(
                "delete from archive.segment",
                "set session_replication_role = replica; insert into retention.destroyed (kind, ref, job, rows, bytes, digest, at)"
                        + " values ('message-bodies', %d, 1, 1, 2, '', now())".formatted(message.id()));

        var row = lineages().ofCell(message, place(message)).orElseThrow();

        assertThat(row.origin().with().certainty()).isEqualTo(Certainty.DESTROYED);
        assertThat(row.revisions().get(0).fields()).isNotEmpty();
    }

    @Test
    void aPlaceWhereNothingStandsIsNotFound() {
        var message = hub.take("inspection-petition", Channel.FILE, WORKBOOK);

        assertThat(Stream.of("", "/", ", ", "no sheet!A1", "!row 1", "/".repeat(900), "line 1, x"))
                .allMatch(place -> lineages().ofCell(message, place).isEmpty());
    }

    @Test
    void personalDataIsHiddenInCellsToo() {
        var message = hub.take("inspection-petition", Channel.FILE, WORKBOOK);
        var entry = hub.bean(Ledger.class).entries(message.id(), null, 0, 1).get(0);
        var found = lineages()
                .ofRecord(Objects.requireNonNull(entry.recordId()), null, null)
                .orElseThrow();
        var personal = new ArrayList<String>();
        for (var field : found.fields()) {
            if (field.definition() != null && field.definition().isPersonal() && field.kept() != null) {
                personal.add(field.kept());
                field.cells().forEach(cell -> personal.add(cell.value() == null ? field.kept() : cell.value()));
            }
        }

        assertThat(personal).isNotEmpty();
        assertThat(LineageMask.of(found.fields(), false).stream()
                        .filter(field -> !field.field().equals(Derivation.VERSION))
                        .map(FieldLineage::toString))
                .noneMatch(text -> personal.stream().anyMatch(value -> text.contains("=" + value + ",")));
    }

    private String place(Message message) {
        return hub.bean(Ledger.class).entries(message.id(), null, 0, 1).get(0).place();
    }

    private void change(String file, String from, String to) throws IOException {
        var path = folder.resolve("mappings").resolve(file);
        Files.writeString(path, Files.readString(path).replace(from, to));
    }
}
