package cn.lvyue.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.search.FiledArchive.Filed;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes about after intake, and what is committed later than its neighbours. */
class LaterSearchesTest {
    private static final String FEED = "hotline-12345";
    private static final UUID FIRST = new UUID(1, 1);
    private static final UUID SECOND = new UUID(2, 2);

    private SearchedHub hub;
    private FiledArchive archive;

    @BeforeEach
    void fresh() {
        hub = SearchedHub.fresh();
        archive = new FiledArchive();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private static Filed row(long message, Outcome outcome, String text) {
        return new Filed(message, 1, "N" + message, outcome, null, Map.of("TS_NR", text));
    }

    private void message(long id, Outcome outcome, String text) {
        archive.message(id, FEED, Channel.HTTP, List.of(row(id, outcome, text)));
    }

    private List<Long> records(String... words) {
        return FiledArchive.all(hub.search(), words(words)).stream()
                .map(RecordHit::messageId)
                .toList();
    }

    private List<Long> messages(String... words) {
        return FiledArchive.allMessages(hub.search(), words(words)).stream()
                .map(MessageHit::messageId)
                .toList();
    }

    private static Map<String, String> words(String... words) {
        return words.length == 2 ? Map.of(words[0], words[1]) : Map.of(words[0], words[1], words[2], words[3]);
    }

    @Test
    void recordsAreFoundByBatchPackageAndThePlatformsIdAndPackagesByTheirOwn() {
        for (long id = 1; id <= 6; id++) {
            message(id, Outcome.ACCEPTED, id % 2 == 0 ? "反映电梯故障" : "反映退款拖延");
        }
        archive.carried(7, 2, 2, FIRST + ".json");
        archive.carried(8, 1, 3, FIRST + ".200");
        archive.carried(9, 2, 2, SECOND + ".json");
        archive.jdbc.sql("""
                        insert into delivery.batch (target, business_date, number, batch_no, kind, zero_report, records, packages, sealed_at)
                        values (1, '2026-03-02', 1, 'P-20260302-01', 1, false, 6, 2, now())""").update();
        deliver(FIRST, 1, 1, 3);
        deliver(SECOND, 2, 4, 6);
        hub.catchUp();

        assertThat(records("batch", "P-20260302-01")).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(records("batch", "P-20260302-01", "limit", "2")).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(records("batch", "P-20260302-01", "q", "退款")).containsExactly(5L, 3L, 1L);
        assertThat(records("package", FIRST.toString())).containsExactly(3L, 2L, 1L);
        assertThat(records("package", FIRST.toString(), "q", "电梯")).containsExactly(2L);
        assertThat(records("platformId", "PROV-5")).containsExactly(5L);
        assertThat(records("platformId", "PROV-9")).isEmpty();
        assertThat(messages("platformId", "PROV-5")).containsExactly(5L);
        assertThat(messages("package", FIRST.toString())).containsExactly(8L, 7L);
        assertThat(messages("batch", "P-20260302-01")).containsExactly(9L, 8L, 7L);
        assertThat(messages("sender", "hub")).containsExactly(9L, 7L);
        assertThat(messages("sender", "provincial")).containsExactly(8L);
        assertThat(messages("direction", "out")).containsExactly(9L, 7L);
    }

    private void deliver(UUID pack, int sequence, long from, long to) {
        archive.jdbc.sql("""
                        insert into delivery.package (id, batch_id, sequence, target, state, records, added, changed, removed, generated_at, packages)
                        values (?, (select id from delivery.batch), ?, 1, 4, 3, 3, 0, 0, now() - interval '1 day', 2)""").params(pack, sequence).update();
        archive.jdbc.sql("""
                        insert into delivery.item (target, record_id, revision, due_no, batch_id, package_no, kind, state, source_record_no, platform_id)
                        select 1, r.id, 1, r.id, p.batch_id, p.no, 0, 5, r.source_record_no, 'PROV-' || r.id
                        from ledger.record r, delivery.package p where p.id = ? and r.id between ? and ?""").params(pack, from, to).update();
    }

    @Test
    void whatAReplayMadeOfARefusedRecordIsFoundOnceTheReplayHasEnded() {
        message(1, Outcome.REJECTED, "反映电梯故障");
        hub.catchUp();
        archive.jdbc.sql("""
                        insert into replay.job (mode, state, selection, reason, author, dry, rate, max_failure_rate, created_at)
                        values (1, 7, '{}', 'r', 'a', false, 0, 1, now())""").update();
        archive.jdbc.sql("""
                        insert into ledger.record (id, feed, source_record_no, opened_on, channel, revision, content, state)
                        values (77, 1, 'N1', '2026-03-01', '01', 1, gen_random_uuid(), 1)""").update();
        archive.jdbc
                .sql("insert into ledger.revision values (77, 1, now(), 1, 1, 0, '{\"TS_NR\":\"更正为质保金纠纷\"}')")
                .update();
        archive.jdbc.sql("""
                        insert into ledger.replayed (replay, message_id, row_no, source_record_no, effect, outcome, record_id, revision)
                        values ((select max(id) from replay.job), 1, 1, 'N1', 1, 1, 77, 1)""").update();
        hub.catchUp();

        assertThat(records("q", "质保金")).containsExactly(1L);
        assertThat(records("q", "电梯")).containsExactly(1L);
        assertThat(records("outcome", "accepted")).containsExactly(1L);
        assertThat(records("record", "23202603010100000000077")).containsExactly(1L);
    }

    @Test
    void aMessageThatIsCommittedAfterLaterOnesIsNotPassedBy() throws SQLException {
        try (var slow = TestDatabase.dataSource().getConnection();
                var statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(
                    "insert into archive.message (id, direction, kind, feed, channel, received_at, size, digest)"
                            + " overriding system value values (1, 1, 1, '" + FEED + "', 'HTTP', now(), 1, '\\x00')");
            message(2, Outcome.ACCEPTED, "反映电梯故障");
            hub.catchUp();
            slow.commit();
        }
        hub.catchUp();
        archive.taken(1, FEED, 2, 1);
        archive.record(FEED, row(1, Outcome.ACCEPTED, "反映电梯故障"));
        hub.catchUp();

        assertThat(records("q", "电梯")).containsExactly(2L, 1L);
    }
}
