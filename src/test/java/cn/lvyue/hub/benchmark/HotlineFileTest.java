package cn.lvyue.hub.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Outcome;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotlineFileTest {

    @Test
    void codesCarryRightCheckCharacters() {
        assertThat(new String(CreditCode.of("91", "440300", "71526726"), StandardCharsets.US_ASCII))
                .isEqualTo("9144030071526726XG");
    }

    @Test
    void sameParametersGiveTheSameBytes() {
        assertThat(HotlineFile.inOrder(500).bytes())
                .isEqualTo(HotlineFile.inOrder(500).bytes());
    }

    @Test
    void aShorterFileIsTheStartOfALongerOne() {
        var shorter = HotlineFile.inOrder(100).bytes();
        assertThat(HotlineFile.inOrder(200).bytes()).startsWith(shorter);
    }

    @Test
    void rowsInOrderAreDistinctComplaintsOfTwentyColumns() {
        var records = read(new HotlineFile(StandardCharsets.UTF_8, 30_000, 0));
        assertThat(records.get(0).getFields()).startsWith("工单编号").endsWith("更新时间");
        var seen = new HashSet<String>();
        var firms = new HashSet<String>();
        for (int i = 1; i < records.size(); i++) {
            var row = records.get(i);
            assertThat(row.getFieldCount()).isEqualTo(20);
            assertThat(row.getField(0)).isEqualTo(HotlineFile.recordNo(i - 1));
            seen.add(row.getField(0));
            firms.add(row.getField(5));
        }
        assertThat(seen).hasSize(30_000);
        assertThat(firms).hasSize(30_000);
    }

    @Test
    void bothCharsetsTellTheSame() {
        var gb = new String(new HotlineFile(HotlineFile.GB18030, 1_000, 5).bytes(), HotlineFile.GB18030);
        var utf = new String(new HotlineFile(StandardCharsets.UTF_8, 1_000, 5).bytes(), StandardCharsets.UTF_8);
        assertThat(gb).isEqualTo(utf).doesNotContain("\uFFFD");
    }

    @Test
    void aRowInGb18030IsAboutAsLongAsARealOne() {
        assertThat(HotlineFile.inOrder(10_000).bytes().length / 10_000).isBetween(550, 600);
    }

    @Test
    void faultsComeAsOftenAsAsked() {
        var outcomes = new HotlineFile(StandardCharsets.UTF_8, 10_000, 5).outcomes();
        assertThat(outcomes)
                .containsEntry(Outcome.ACCEPTED, 9_500L)
                .containsEntry(Outcome.DUPLICATE, 100L)
                .containsEntry(Outcome.UPDATED, 100L)
                .containsEntry(Outcome.REJECTED, 100L)
                .containsEntry(Outcome.PARKED, 200L);
    }

    @Test
    void aRepeatedRowIsTheOneBeforeAndAChangedOneDiffers() {
        var rows = read(new HotlineFile(StandardCharsets.UTF_8, 200, 5));
        var repeatedAt = 100;
        assertThat(rows.get(repeatedAt).getFields())
                .isEqualTo(rows.get(repeatedAt - 1).getFields());
        var changed = rows.get(20).getFields();
        var before = rows.get(19).getFields();
        assertThat(changed.get(0)).isEqualTo(before.get(0));
        assertThat(changed.get(6)).isNotEqualTo(before.get(6));
        assertThat(changed.subList(7, 19)).isEqualTo(before.subList(7, 19));
    }

    private static List<CsvRecord> read(HotlineFile file) {
        var text = new String(file.bytes(), StandardCharsets.UTF_8);
        return CsvReader.builder().ofCsvRecord(new StringReader(text)).stream().toList();
    }
}
