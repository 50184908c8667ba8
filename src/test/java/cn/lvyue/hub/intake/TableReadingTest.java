package cn.lvyue.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.SourceRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableReadingTest {
    private static final FeedId FEED = new FeedId("rows");
    private static final ReadPlan PLAN = new ReadPlan(
            FEED,
            ReadPlan.Format.TABLE,
            List.of("SEQ_NO", "NOTE", "AMOUNT"),
            "",
            Map.of(),
            Map.of(),
            1,
            1,
            List.of(),
            List.of(),
            List.of(),
            "auto",
            null);

    private final List<Finding> findings = new ArrayList<>();

    private List<SourceRecord> read(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var message = new Message(1, FEED, Channel.TABLE, Instant.EPOCH, null, null, bytes.length, "0".repeat(64));
        var records = new ArrayList<SourceRecord>();
        try (var reading = new Intake(Samples.settings(Map.of()), Clock.systemUTC())
                .read(message, PLAN, new ByteArrayInputStream(bytes), 0)) {
            while (reading.hasNext()) {
                var chunk = reading.next();
                records.addAll(chunk.items());
                if (chunk.end() != null) {
                    findings.addAll(chunk.end().findings());
                }
            }
        }
        return records;
    }

    @Test
    void namesTheTableAndTheKeyAndReadsColumnsInAnyCase() {
        var records = read("""
                {"table":"HT","key":["SEQ_NO","Part"],"rows":[
                {"seq_no":17,"part":"A","Note":"","amount":12345678901234567890.1200},
                {"seq_no":18,"part":null,"note":null,"amount":true,"other":[1,{"a":2}]}]}""");

        assertThat(findings).isEmpty();
        assertThat(records).hasSize(2);
        assertThat(records.get(0).place()).isEqualTo("HT.SEQ_NO=17,Part=A");
        assertThat(records.get(0).placeOf("NOTE")).isEqualTo("HT.SEQ_NO=17,Part=A, column NOTE");
        assertThat(records.get(0).value(1)).isEmpty();
        assertThat(records.get(0).value(2)).isEqualTo("12345678901234567890.1200");
        assertThat(records.get(1).value(1)).isNull();
        assertThat(records.get(1).value(2)).isEqualTo("true");
        assertThat(records).allSatisfy(record -> assertThat(record.faults()).isEmpty());
    }

    @Test
    void aValueThatWasNotTakenSendsTheRowBackWithItsReason() {
        var records = read("""
                {"table":"HT","key":["SEQ_NO"],"rows":[
                {"seq_no":1,"note":{"refused":"BINARY","type":"bytea"},"other":{"refused":"BINARY","type":"bytea"}},
                {"seq_no":2,"note":{"refused":"TOO_LONG","type":"text","wanted":"max-value = 20"}},
                {"seq_no":3,"note":{"refused":"UNREADABLE","type":"DATETIME"}},
                {"seq_no":4,"note":"\\ud800"}]}""");

        assertThat(records.stream().map(record -> record.faults().get(0).code()))
                .containsExactly("T141", "T142", "T143", "F102");
        assertThat(records).allSatisfy(record -> {
            assertThat(record.faults()).hasSize(1);
            assertThat(record.faults().get(0).rejects()).isTrue();
        });
        assertThat(records.get(0).faults().get(0).place()).isEqualTo("HT.SEQ_NO=1, column NOTE");
        assertThat(records.get(1).faults().get(0).wanted()).isEqualTo("max-value = 20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"rows\":[]}",
                "{\"table\":\"T\",\"key\":\"K\",\"rows\":[]}",
                "{\"table\":\"T\",\"key\":[\"K\"],\"rows\":{}}",
                "{\"table\":\"T\",\"key\":[\"K\"],\"rows\":[1]}",
                "{\"table\":\"T\",\"key\":[\"K\"],\"rows\":[",
                "{\"table\":\"T\",\"key\":[\"K\"],\"rows\":[]} x",
                "<xml/>"
            })
    void whatIsNoArchivedTableIsUnreadable(String body) {
        assertThat(read(body)).isEmpty();
        assertThat(findings)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.code()).isEqualTo("F101"));
    }
}
