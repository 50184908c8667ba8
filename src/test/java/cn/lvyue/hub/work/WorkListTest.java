package cn.lvyue.hub.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.work.WorkList.Item;
import cn.lvyue.hub.work.WorkList.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in the list of work, and that it can be gone through page by page. */
class WorkListTest {
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final WorkList list = new WorkListService(new WorkStore(jdbc));

    @BeforeEach
    void empty() {
        TestDatabase.reset();
    }

    @Test
    void nothingWaitsInAnEmptyHub() {
        assertThat(list.page(EnumSet.allOf(Kind.class), null, 10).items()).isEmpty();
        assertThat(list.counts(Set.of(Kind.PARKED))).containsEntry(Kind.PARKED, 0);
    }

    @Test
    void everyPageGoesOnWhereTheOneBeforeEndedAcrossKinds() {
        alarm("T121", "sme-arrears");
        alarm("T122", "credit-site");
        returned(1, 5, 5);
        returned(2, 1, 7);
        returned(2, 2, 7);
        returned(3, 1, 6);

        for (int size : List.of(1, 2, 3, 50)) {
            var seen = new ArrayList<String>();
            String after = null;
            do {
                var page = list.page(EnumSet.allOf(Kind.class), after, size);
                page.items().forEach(item -> seen.add(item.kind() + " " + name(item)));
                after = page.next();
            } while (after != null);
            assertThat(seen)
                    .as("pages of %d; what was rejected is its sender's matter", size)
                    .containsExactly("ALARM T121", "ALARM T122", "CONFLICT 1-5", "PARKED 2-1", "PARKED 2-2");
        }
    }

    private static String name(Item item) {
        return item.kind() == Kind.ALARM ? item.words().get(0) : item.id();
    }

    @Test
    void onlyTheKindsThatAreAskedForAreShownAndCounted() {
        alarm("T121", "sme-arrears");
        returned(2, 1, 7);

        assertThat(list.page(Set.of(Kind.PARKED), null, 10).items())
                .extracting(Item::kind)
                .containsExactly(Kind.PARKED);
        assertThat(list.counts(Set.of(Kind.ALARM, Kind.CONFLICT)))
                .containsEntry(Kind.ALARM, 1)
                .containsEntry(Kind.CONFLICT, 0)
                .hasSize(2);
    }

    @Test
    void whatWaitsTellsItsCodesAndNothingThatFindingsQuote() {
        returned(2, 1, 7);

        var item = list.page(Set.of(Kind.PARKED), null, 10).items().get(0);
        assertThat(item.words()).containsExactly("P103");
        assertThat(item.toString()).doesNotContain("19900001301");
    }

    @Test
    void whatIsAcknowledgedCorrectedOrDecidedDoesNotWait() {
        alarm("T121", "sme-arrears");
        jdbc.sql("update ops.alarm set acknowledged_at = now()").update();
        returned(2, 1, 7);
        jdbc.sql("update ledger.returned set ruling = 1").update();
        returned(3, 1, 5);
        jdbc.sql("update ledger.returned set corrected_by_message = 4, corrected_by_row = 1 where message_id = 3")
                .update();

        assertThat(list.page(EnumSet.allOf(Kind.class), null, 10).items()).isEmpty();
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        assertThatThrownBy(() -> list.page(EnumSet.allOf(Kind.class), "nowhere", 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void alarm(String code, @Nullable String subject) {
        jdbc.sql("insert into ops.alarm (code, subject, level, raised_at, zh, en) values (?, ?, 1, now(), '迟到',"
                        + " 'late')")
                .params(code, subject)
                .update();
    }

    private void returned(long message, int row, int outcome) {
        jdbc.sql("insert into ledger.feed (name) values ('sme-arrears') on conflict do nothing")
                .update();
        jdbc.sql("""
            insert into ledger.entry (message_id, row_no, place, source_record_no, outcome, findings)
            values (?, ?, '第 2 行', 'A', ?, '[{"code":"P103","severity":"PARK","value":"19900001301"}]')\
            """).params(message, row, outcome).update();
        jdbc.sql("""
            insert into ledger.returned (message_id, row_no, feed, source_record_no, outcome, returned_at, attempt,
                first_returned_at)
            select ?, ?, id, 'A', ?, timestamptz '2026-01-01 08:00:00+08' + ? * interval '1 second', 1, now()
            from ledger.feed where name = 'sme-arrears'\
            """).params(message, row, outcome, message).update();
    }
}
