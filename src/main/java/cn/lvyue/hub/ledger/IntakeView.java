package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads messages and sums of the ledger. */
@Repository
class IntakeView implements Intakes {
    private static final String CAME = """
            select message_id, received_at, rows_done, status = 4 as failed from ledger.intake
            where feed = :feed and received_at >= :from and received_at < :to and status in (2, 4)""";

    private static final String SUMS = """
            select feed, channel, sum(messages)::bigint as messages, sum(done)::bigint as done,
                sum(unreadable)::bigint as unreadable, sum(failed)::bigint as failed, sum(seconds) as seconds,
                sum(rows_done)::bigint as read, sum(accepted)::bigint as accepted, sum(updated)::bigint as updated,
                sum(duplicate)::bigint as duplicate, sum(stale)::bigint as stale, sum(conflict)::bigint as conflict,
                sum(rejected)::bigint as rejected, sum(parked)::bigint as parked, sum(outside)::bigint as outside
            from ledger.feed_day where day between :from and :to group by feed, channel order by feed, channel""";

    private static final String DAYS = """
            select day, sum(rows_done)::bigint as read, sum(accepted)::bigint as accepted, sum(updated)::bigint as updated,
                sum(duplicate)::bigint as duplicate, sum(stale)::bigint as stale, sum(conflict)::bigint as conflict,
                sum(rejected)::bigint as rejected, sum(parked)::bigint as parked
            from ledger.feed_day where day between ? and ? group by day order by day""";

    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final JdbcClient jdbc;

    IntakeView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Came> first(FeedId feed, Instant from, @Nullable Instant to, boolean withRecords) {
        var only = withRecords ? " and rows_done > 0" : "";
        return came(CAME + only + " order by received_at, message_id limit 1", feed, from, to);
    }

    @Override
    public Optional<Came> last(FeedId feed, Instant from) {
        return came(CAME + " order by received_at desc, message_id desc limit 1", feed, from, null);
    }

    private Optional<Came> came(String sql, FeedId feed, Instant from, @Nullable Instant to) {
        return jdbc.sql(sql)
                .param("feed", feed.value())
                .param("from", at(from))
                .param("to", end(to))
                .query((row, n) -> new Came(
                        row.getLong("message_id"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getInt("rows_done"),
                        row.getBoolean("failed")))
                .optional();
    }

    @Override
    public int unreadable(FeedId feed, Instant from, @Nullable Instant to) {
        return jdbc.sql("""
                        select count(*) from ledger.intake
                        where feed = :feed and received_at >= :from and received_at < :to and status = 3""")
                .param("feed", feed.value())
                .param("from", at(from))
                .param("to", end(to))
                .query(Integer.class)
                .single();
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private static OffsetDateTime end(@Nullable Instant to) {
        return to == null ? LAST_DAY.atStartOfDay().atOffset(ZoneOffset.UTC) : at(to);
    }

    @Override
    public List<FeedSum> sums() {
        return sums(FIRST_DAY, LAST_DAY);
    }

    @Override
    public List<FeedSum> sums(LocalDate from, LocalDate to) {
        return jdbc.sql(SUMS)
                .param("from", from)
                .param("to", to)
                .query(IntakeView::sum)
                .list();
    }

    @Override
    public List<DaySum> days(LocalDate from, LocalDate to) {
        return jdbc.sql(DAYS)
                .params(from, to)
                .query((row, n) -> new DaySum(
                        row.getObject("day", LocalDate.class), row.getLong("read"), LedgerView.counts(row, Long.class)))
                .list();
    }

    private static FeedSum sum(ResultSet row, int number) throws SQLException {
        return new FeedSum(
                new FeedId(row.getString("feed")),
                Channel.valueOf(row.getString("channel")),
                row.getLong("messages"),
                row.getLong("done"),
                row.getLong("unreadable"),
                row.getLong("failed"),
                row.getDouble("seconds"),
                row.getLong("read"),
                LedgerView.counts(row, Long.class),
                row.getLong("outside"));
    }

    @Override
    public List<FindingSum> findings(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select feed, code, field, sum(records)::bigint as records from ledger.feed_day_finding
                        where day between :from and :to group by feed, code, field
                        order by feed, records desc, code, field""")
                .param("from", from)
                .param("to", to)
                .query((row, n) -> new FindingSum(
                        new FeedId(row.getString("feed")),
                        row.getString("code"),
                        row.getString("field"),
                        row.getLong("records")))
                .list();
    }
}
