package cn.lvyue.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.search.FiledArchive.Filed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searches nobody should make, searches that take too long, and archives that change while they are searched. */
class HostileSearchesTest {
    private static final String FEED = "hotline-12345";

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

    private static Filed row(long message, int row, String text) {
        return new Filed(message, row, "N" + message, Outcome.ACCEPTED, null, Map.of("TS_NR", text));
    }

    private void messages(long from, long to, String text) {
        LongStream.rangeClosed(from, to)
                .forEach(id -> archive.message(id, FEED, Channel.HTTP, List.of(row(id, 1, text))));
    }

    private static String refusal(String name, String value) {
        return Query.of(Map.of(name, value)) instanceof Asked.Refused refused ? refused.code() : "none";
    }

    @Test
    void whatCannotBeSearchedIsRefusedWithItsReason() {
        for (var short_ : new String[] {"", " ", "%", "*", "??", "_%_", "款", "a", "电梯 *款", "。，"}) {
            assertThat(refusal("q", short_)).as(short_).isEqualTo("A160");
        }
        assertThat(refusal("q", "款".repeat(1_000))).isEqualTo("A161");
        assertThat(refusal("q", "电梯 ".repeat(11))).isEqualTo("A161");
        assertThat(refusal("sourceNo", "")).isEqualTo("A160");
        assertThat(refusal("from", "yesterday")).isEqualTo("A162");
        assertThat(refusal("from", "2026-02-30")).isEqualTo("A162");
        assertThat(Query.of(Map.of("from", "2026-03-02", "to", "2026-03-01"))).isInstanceOf(Asked.Refused.class);
        assertThat(refusal("after", "1; drop table search.slice")).isEqualTo("A163");
        for (var name : new String[] {
            "channel", "state", "outcome", "finding", "digest", "package", "record", "message", "limit"
        }) {
            assertThat(refusal(name, "' or 1=1 --")).as(name).isEqualTo("T111");
        }
        assertThat(refusal("limit", "501")).isEqualTo("T111");
    }

    @Test
    void wildcardsInsideAWordAreSeparatorsAndHugeRangesAreOrdinary() {
        messages(1, 10, "反映电梯故障");
        hub.catchUp();

        assertThat(FiledArchive.all(hub.search(), Map.of("q", "%电梯*故障%"))).hasSize(10);
        assertThat(FiledArchive.all(hub.search(), Map.of("from", "0001-01-01", "to", "9999-12-31")))
                .hasSize(10);
        assertThat(FiledArchive.all(hub.search(), Map.of("sourceNo", "' or 1=1 --")))
                .isEmpty();
        assertThat(FiledArchive.all(hub.search(), Map.of("batch", "' or 1=1 --")))
                .isEmpty();
    }

    @Test
    void aSearchThatMatchesEverythingIsPagedAndEstimated() {
        messages(1, 60, "反映电梯故障");
        hub.catchUp();

        var page = hub.search().records((Query) Query.of(Map.of("limit", "10")));

        assertThat(page.items()).extracting(RecordHit::messageId).startsWith(60L, 59L);
        assertThat(page.estimate()).isBetween(11L, 240L);
        assertThat(FiledArchive.all(hub.search(), Map.of("limit", "9"))).hasSize(60);
        assertThat(page.index().waiting()).isZero();
    }

    @Test
    void pagesStayWhatTheyAreWhileMessagesArrive() {
        messages(1, 25, "反映电梯故障");
        hub.catchUp();
        var seen = new ArrayList<Long>();
        var asked = new HashMap<>(Map.of("q", "电梯", "limit", "7"));
        long next = 26;
        while (true) {
            var page = hub.search().records((Query) Query.of(asked));
            page.items().forEach(hit -> seen.add(hit.messageId()));
            messages(next, next + 1, "电梯也坏了");
            next += 2;
            hub.catchUp();
            if (page.next() == null) {
                break;
            }
            asked.put("after", page.next());
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void whenTimeIsUpTheAnswerSaysHowToGoOn() {
        messages(1, 60, "反映电梯故障");
        hub.catchUp();
        try (var hurried = new SearchedHub(
                TestDatabase.dataSource(), Map.of("budget", "1ms", "block-records", "4", "slice-records", "256"))) {
            var found = new HashSet<Long>();
            var asked = new HashMap<>(Map.of("q", "电梯", "limit", "50"));
            for (int pages = 0; pages < 20_000; pages++) {
                var page = hurried.search().records((Query) Query.of(asked));
                page.items()
                        .forEach(hit -> assertThat(found.add(hit.messageId())).isTrue());
                if (page.next() == null) {
                    break;
                }
                assertThat(page.state() == Found.State.SEARCHING || page.items().size() == 50)
                        .isTrue();
                asked.put("after", page.next());
            }
            assertThat(found).hasSizeLessThanOrEqualTo(60);
        }
        TestDatabase.asSuperuser("""
                create or replace function ledger.slow(bigint) returns bigint language plpgsql volatile as
                    $$ begin perform pg_sleep(0.2); return $1; end $$""");
        try {
            TestDatabase.asSuperuser(
                    "create or replace view search.entry as select e.message_id, e.row_no, e.place, e.source_record_no,"
                            + " e.outcome, e.findings, ledger.slow(e.record_id) as record_id, e.revision, null::date as opened_on,"
                            + " null::text as channel, null::smallint as state from ledger.entry e");
            try (var slow = new SearchedHub(
                    TestDatabase.dataSource(),
                    Map.of("budget", "500ms", "block-records", "4", "slice-records", "256"))) {
                var page = slow.search().records((Query) Query.of(Map.of("q", "电梯")));

                assertThat(page.state()).isEqualTo(Found.State.SEARCHING);
                assertThat(page.next()).isNotNull();
                assertThat(Cursor.of(page.next())).isPresent();
            }
        } finally {
            TestDatabase.asSuperuser(
                    "create or replace view search.entry as select e.message_id, e.row_no, e.place, e.source_record_no, e.outcome,"
                            + " e.findings, e.record_id, e.revision, r.opened_on, r.channel, r.state from ledger.entry e"
                            + " left join ledger.record r on r.id = e.record_id",
                    "drop function ledger.slow(bigint)");
        }
    }

    @Test
    void messagesThatAreNotSettledFailedOrUnreadableAreFoundByTheirState() {
        messages(1, 5, "反映电梯故障");
        archive.archived(6, FEED, Channel.HTTP);
        archive.archived(7, FEED, Channel.FILE);
        archive.taken(7, FEED, 1, 2);
        archive.record(FEED, row(7, 1, "先到的退款"));
        archive.record(FEED, row(7, 2, "后到的退款"));
        archive.archived(8, FEED, Channel.FILE);
        archive.taken(8, FEED, 3, 0);
        archive.jdbc
                .sql(
                        "update ledger.intake set findings = '[{\"code\":\"F101\",\"severity\":\"REJECT\"}]' where message_id = 8")
                .update();
        archive.archived(9, FEED, Channel.FILE);
        archive.taken(9, FEED, 4, 0);
        hub.catchUp();

        assertThat(byState(MessageStatus.RECEIVED)).containsExactly(6L);
        assertThat(byState(MessageStatus.PROCESSING)).containsExactly(7L);
        assertThat(byState(MessageStatus.UNREADABLE)).containsExactly(8L);
        assertThat(byState(MessageStatus.FAILED)).containsExactly(9L);
        assertThat(FiledArchive.all(hub.search(), Map.of("q", "退款"))).hasSize(2);
        assertThat(FiledArchive.all(hub.search(), Map.of("finding", "F101")))
                .extracting(hit -> hit.messageId() + "/" + hit.row())
                .containsExactly("8/0");
        assertThat(FiledArchive.allMessages(hub.search(), Map.of("finding", "F101", "state", "unreadable")))
                .extracting(MessageHit::messageId)
                .containsExactly(8L);

        archive.taken(7, FEED, 2, 3);
        archive.record(FEED, row(7, 3, "最后的退款"));
        archive.taken(6, FEED, 2, 1);
        archive.record(FEED, row(6, 1, "迟到的退款"));
        hub.catchUp();

        assertThat(FiledArchive.all(hub.search(), Map.of("q", "退款")))
                .extracting(hit -> hit.messageId() + "/" + hit.row())
                .containsExactly("7/3", "7/2", "7/1", "6/1");
        assertThat(byState(MessageStatus.RECEIVED)).isEmpty();
    }

    private List<Long> byState(MessageStatus state) {
        return FiledArchive.allMessages(hub.search(), Map.of("state", state.name())).stream()
                .map(MessageHit::messageId)
                .toList();
    }

    @Test
    void anIndexThatIsThrownAwayIsBuiltAnew() {
        messages(1, 30, "反映电梯故障");
        long month = archive.jdbc
                .sql("select archive.first_id(archive.month_of(now()))")
                .query(Long.class)
                .single();
        messages(month + 31, month + 40, "反映电梯故障");
        hub.catchUp();
        assertThat(FiledArchive.all(hub.search(), Map.of("q", "电梯"))).hasSize(40);

        hub.search().rebuild(0);
        assertThat(FiledArchive.all(hub.search(), Map.of("q", "电梯"))).hasSize(10);
        assertThat(hub.search().state().index().waiting()).isPositive();
        hub.catchUp();
        assertThat(FiledArchive.all(hub.search(), Map.of("q", "电梯"))).hasSize(40);

        hub.search().rebuild(-1);
        assertThat(FiledArchive.all(hub.search(), Map.of("q", "电梯"))).isEmpty();
        hub.catchUp();
        assertThat(FiledArchive.all(hub.search(), Map.of("q", "电梯"))).hasSize(40);
        assertThat(hub.search().state().index().waiting()).isZero();
    }
}
