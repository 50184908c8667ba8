package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.ledger.Ledger.Account;
import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesTest extends ApiContract {
    private static final RecordId RECORD = new RecordId(LocalDate.of(2023, 10, 16), "02", 42);

    @BeforeEach
    void aMessage() throws Exception {
        api.post(
                "/api/v1/feeds/hotline-12345/messages",
                "工单",
                "X-Hub-Filename",
                "dir%2F%E5%B7%A5%E5%8D%95%20\"1\".csv".replace("\"", "%22"));
    }

    @Test
    void showsAMessageWithTimesInTheHubsZone() throws Exception {
        hub.accounts.put(1L, new Account(MessageStatus.FAILED, 0, Map.of(), List.of(), "mapping is gone"));

        var json = api.get("/api/v1/messages/1").json();

        assertThat(json.path("messageId").asString()).isEqualTo("1");
        assertThat(json.path("feed").asString()).isEqualTo("hotline-12345");
        assertThat(json.path("channel").asString()).isEqualTo("http");
        assertThat(json.path("receivedAt").asString()).isEqualTo("2023-10-16T09:02:03.456+08:00");
        assertThat(json.path("size").asInt()).isEqualTo(6);
        assertThat(json.path("digest").asString()).isEqualTo("ab12");
        assertThat(json.path("status").asString()).isEqualTo("FAILED");
        assertThat(json.path("failure").asString()).isEqualTo("mapping is gone");
        assertThat(json.path("findings").isArray()).isTrue();
    }

    @Test
    void answers404ForAMessageThatIsNotThere() throws Exception {
        for (var id : List.of("2", "abc", "99999999999999999999", "-1")) {
            var answer = api.get("/api/v1/messages/" + id);
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.json().path("detail").asString()).contains("'" + id + "'");
        }
    }

    @Test
    void pagesRecordsInTheOrderReadByTheLastRow() throws Exception {
        var entries = new ArrayList<Entry>();
        for (int row = 1; row <= 5; row++) {
            entries.add(entry(row, Outcome.ACCEPTED));
        }
        hub.entries.put(1L, entries);

        var first = api.get("/api/v1/messages/1/records?limit=3").json();
        var second = api.get("/api/v1/messages/1/records?limit=3&after="
                        + first.path("next").asInt())
                .json();

        assertThat(first.path("items").findValuesAsString("row")).containsExactly("1", "2", "3");
        assertThat(first.path("next").asInt()).isEqualTo(3);
        assertThat(second.path("items").findValuesAsString("row")).containsExactly("4", "5");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void filtersRecordsByOutcome() throws Exception {
        hub.entries.put(1L, List.of(entry(1, Outcome.ACCEPTED), entry(2, Outcome.REJECTED)));

        var json = api.get("/api/v1/messages/1/records?outcome=REJECTED").json();

        assertThat(json.path("items").findValuesAsString("row")).containsExactly("2");
    }

    @Test
    void showsARecordsPlaceNumbersAndFindings() throws Exception {
        var tooLong = new Finding("V103", Severity.REJECT, "TS_HT_MC", "line 7, 合同名称", "供货合同", "C..300");
        hub.entries.put(
                1L, List.of(new Entry(1, "line 7", "GD-1", RECORD, 2, Outcome.DUPLICATE, RECORD, List.of(tooLong))));

        var item = api.get("/api/v1/messages/1/records").json().path("items").get(0);

        assertThat(item.path("recordId").asString()).isEqualTo("23202310160200000000042");
        assertThat(item.path("revision").asInt()).isEqualTo(2);
        assertThat(item.path("duplicateOf").asString()).isEqualTo("23202310160200000000042");
        var finding = item.path("findings").get(0);
        assertThat(finding.propertyNames())
                .containsExactly(
                        "code",
                        "severity",
                        "field",
                        "place",
                        "value",
                        "wanted",
                        "message",
                        "messageEn",
                        "remedy",
                        "remedyEn");
        assertThat(finding.path("severity").asString()).isEqualTo("REJECT");
        assertThat(finding.path("value").asString()).isEqualTo("供货合同");
        assertThat(finding.path("message").asString()).contains("TS_HT_MC");
    }

    @Test
    void masksPersonalValuesInFindingsAndTheirTexts() throws Exception {
        var phone = new Finding("V105", Severity.REMARK, "TS_TSR_LXDH", "line 7, 电话", "13812345678", null);
        var prose = new Finding("V110", Severity.REMARK, "TS_NR", "line 7, 内容", "致电13912345678未果", null);
        hub.entries.put(
                1L, List.of(new Entry(1, "line 7", "GD-1", null, null, Outcome.REJECTED, null, List.of(phone, prose))));

        var masked = api.get("/api/v1/messages/1/records");
        var clear = api.get("/api/v1/messages/1/records?unmask=true").json();

        assertThat(masked.json().toString()).doesNotContain("13812345678", "13912345678");
        var findings = masked.json().path("items").get(0).path("findings");
        assertThat(findings.get(0).path("value").asString()).isEqualTo("138****5678");
        assertThat(findings.get(1).path("value").asString()).isEqualTo("致电139****5678未果");
        assertThat(clear.toString()).contains("13812345678");
    }

    @Test
    void masksRepairedValuesBeforeAndAfter() throws Exception {
        var phone = new Finding("N101", Severity.REMARK, "TS_TSR_LXDH", "line 7, 电话", "138 1234 5678", "13812345678");
        var prose = new Finding("N101", Severity.REMARK, "TS_NR", "line 7, 内容", " 致电13912345678", "致电13912345678");
        var name = new Finding("N101", Severity.REMARK, "TS_HT_BH", "line 7, 合同", "ht－1", "HT-1");
        hub.entries.put(
                1L,
                List.of(new Entry(
                        1, "line 7", "GD-1", RECORD, 1, Outcome.ACCEPTED, null, List.of(phone, prose, name))));

        var masked = api.get("/api/v1/messages/1/records").json();
        var clear = api.get("/api/v1/messages/1/records?unmask=true").json();

        assertThat(masked.toString()).doesNotContain("1234 5678", "13812345678", "13912345678");
        var findings = masked.path("items").get(0).path("findings");
        assertThat(findings.findValuesAsString("wanted")).containsExactly("138****5678", "致电139****5678", "HT-1");
        assertThat(clear.path("items").get(0).path("findings").findValuesAsString("wanted"))
                .containsExactly("13812345678", "致电13912345678", "HT-1");
    }

    @Test
    void refusesParametersOutOfBoundsWithNameValueAndWhatIsWanted() throws Exception {
        var cases = Map.of(
                "limit=0", "limit",
                "limit=1001", "limit",
                "limit=many", "limit",
                "after=x", "after",
                "outcome=GONE", "outcome",
                "unmask=perhaps", "unmask");
        for (var one : cases.entrySet()) {
            var answer = api.get("/api/v1/messages/1/records?" + one.getKey());

            assertThat(answer.status()).as(one.getKey()).isEqualTo(400);
            assertThat(answer.json().path("parameter").asString()).isEqualTo(one.getValue());
            assertThat(answer.json().path("code").asString()).isEqualTo("T111");
        }
        assertThat(api.get("/api/v1/messages/1/records?outcome=GONE")
                        .json()
                        .path("wanted")
                        .asString())
                .contains("ACCEPTED", "PARKED");
    }

    @Test
    void givesTheBytesBackAsAHarmlessAttachment() throws Exception {
        var answer = api.get("/api/v1/messages/1/raw");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.http().body()).asString().isEqualTo("工单");
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Length")).isEqualTo("6");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"message-1.csv\";"
                        + " filename*=UTF-8''%E5%B7%A5%E5%8D%95%20%221%22.csv");
    }

    private static Entry entry(int row, Outcome outcome) {
        return new Entry(row, "line " + row, "GD-" + row, null, null, outcome, null, List.of());
    }
}
