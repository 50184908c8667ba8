package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.ledger.Ledger.Account;
import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.ledger.ReturnedRecords.Link;
import cn.lvyue.hub.ledger.ReturnedRecords.Links;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReturnedCallsTest extends ApiContract {
    private static final Finding FAULT = new Finding("V101", Severity.REJECT, "TS_NR", "line 3, 诉求内容", null, null);

    @BeforeEach
    void aMessage() throws Exception {
        api.post(
                "/api/v1/feeds/hotline-12345/messages",
                "工单编号,诉求内容\nA1,路面\nA2,\n",
                "X-Hub-Filename",
                "%E5%B7%A5%E5%8D%95.csv");
        hub.entries.put(
                1L,
                List.of(
                        new Entry(1, "line 2", "A1", null, null, Outcome.ACCEPTED, null, List.of()),
                        new Entry(2, "line 3", "A2", null, null, Outcome.REJECTED, null, List.of(FAULT))));
    }

    @Test
    void givesTheSendersOwnTableBackWithTheFindings() throws Exception {
        account(MessageStatus.DONE, Map.of(Outcome.REJECTED, 1), List.of());

        var answer = api.get("/api/v1/messages/1/returned");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"message-1.returned.csv\";"
                        + " filename*=UTF-8''%E5%B7%A5%E5%8D%95.%E9%80%80%E5%9B%9E.csv");
        assertThat(new String(answer.http().body(), StandardCharsets.UTF_8))
                .startsWith("工单编号,诉求内容,校验结果 / Findings\nA1,路面,\"✓ 接收 accepted\"\nA2,,\"退回 rejected；V101 ")
                .endsWith(" [退回 1-2]\"\n");
    }

    @Test
    void anUnreadableMessageIsAnsweredWithAReport() throws Exception {
        hub.entries.clear();
        account(
                MessageStatus.UNREADABLE,
                Map.of(),
                List.of(new Finding("F101", Severity.REJECT, null, "file", null, "CSV")));

        var answer = api.get("/api/v1/messages/1/returned");

        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Content-Disposition")).contains("%E9%80%80%E5%9B%9E.json");
        assertThat(answer.json().path("findings").get(0).path("code").asString())
                .isEqualTo("F101");
        assertThat(answer.json().path("records").size()).isZero();
    }

    @Test
    void answers404WithACodeWhereThereIsNothingToCorrect() throws Exception {
        account(MessageStatus.DONE, Map.of(Outcome.ACCEPTED, 2), List.of());
        assertThat(api.get("/api/v1/messages/1/returned").json().path("code").asString())
                .isEqualTo("T112");

        account(MessageStatus.PROCESSING, Map.of(Outcome.REJECTED, 1), List.of());
        assertThat(api.get("/api/v1/messages/1/returned").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/messages/77/returned").status()).isEqualTo(404);
    }

    @Test
    void showsWhatARecordCorrectsAndWhatCorrectedIt() throws Exception {
        account(MessageStatus.DONE, Map.of(Outcome.REJECTED, 1), List.of());
        hub.returnLinks.put(2, new Links(List.of(), List.of(new Link(9, 4, InMemoryHub.NOW, Outcome.ACCEPTED))));

        var record = api.get("/api/v1/messages/1/records").json().path("items").get(1);
        var message = api.get("/api/v1/messages/1").json().path("returned");

        assertThat(record.path("correctedBy").get(0).path("messageId").asString())
                .isEqualTo("9");
        assertThat(record.path("correctedBy").get(0).path("outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(record.path("corrects").size()).isZero();
        assertThat(message.path("open").asInt()).isOne();
        assertThat(message.path("correctedBy").get(0).path("records").asInt()).isEqualTo(2);
    }

    private void account(MessageStatus status, Map<Outcome, Integer> counts, List<Finding> findings) {
        hub.accounts.put(1L, new Account(status, 2, counts, findings, null));
    }
}
