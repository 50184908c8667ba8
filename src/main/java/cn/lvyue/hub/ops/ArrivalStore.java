package cn.lvyue.hub.ops;

import cn.lvyue.hub.ledger.Intakes.Came;
import cn.lvyue.hub.record.FeedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of expected arrivals. */
@Repository
class ArrivalStore {
    private static final long LOCK = 0x4172_7269_7661_6C73L; // any number nothing else in this database locks

    private final JdbcClient jdbc;

    ArrivalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes this transaction the one that judges, unless another node is at it. */
    boolean becomeOnlyJudge() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    /** The rules by which feeds are waited for, by feed. */
    Map<FeedId, Watch> watches() {
        var watches = new TreeMap<FeedId, Watch>();
        jdbc.sql("select feed, rule, since from ops.watch").query(row -> {
            watches.put(new FeedId(row.getString("feed")), new Watch(row.getString("rule"), moment(row, "since")));
        });
        return watches;
    }

    record Watch(String rule, Instant since) {}

    void watch(FeedId feed, String rule, Instant since) {
        jdbc.sql("""
                        insert into ops.watch (feed, rule, since) values (?, ?, ?)
                        on conflict (feed) do update set rule = excluded.rule, since = excluded.since""").params(feed.value(), rule, at(since)).update();
    }

    /** Stops waiting: what was judged stays as it is. */
    void unwatch(FeedId feed) {
        jdbc.sql("delete from ops.watch where feed = ?").param(feed.value()).update();
    }

    /** Forgets what is not judged yet and closes the rest: the rule it stood under is no more. */
    void closeAll(FeedId feed) {
        jdbc.sql("delete from ops.arrival where feed = ? and state = 1")
                .param(feed.value())
                .update();
        jdbc.sql("update ops.arrival set closed = true where feed = ? and not closed")
                .param(feed.value())
                .update();
    }

    void add(FeedId feed, DuePeriod period) {
        jdbc.sql("""
                        insert into ops.arrival (feed, period, starts_at, due_at, deadline, ends_at, state)
                        values (:feed, :day, :starts, :due, :deadline, :ends, 1) on conflict do nothing""")
                .param("feed", feed.value())
                .param("day", period.day())
                .param("starts", at(period.starts()))
                .param("due", at(period.due()))
                .param("deadline", at(period.deadline()))
                .param("ends", atOrNull(period.ends()))
                .update();
    }

    /** The newest period with a deadline from a moment on. */
    Optional<ArrivalView> newest(FeedId feed, Instant since) {
        return jdbc.sql("select * from ops.arrival where feed = ? and deadline >= ? order by starts_at desc limit 1")
                .params(feed.value(), at(since))
                .query(ArrivalStore::view)
                .optional();
    }

    /** Periods whose state may still change, the earliest first. */
    List<ArrivalView> open(FeedId feed) {
        return jdbc.sql("select * from ops.arrival where feed = ? and not closed order by due_at")
                .param(feed.value())
                .query(ArrivalStore::view)
                .list();
    }

    /** @param came the message that counts, if any */
    void judged(ArrivalView arrival, ArrivalState state, @Nullable Came came, int unreadable, boolean closed) {
        jdbc.sql("""
                        update ops.arrival set state = :state, arrived_at = :at, message_id = :message, records = :records,
                            unreadable = :unreadable, closed = :closed
                        where id = :id""")
                .param("state", state.code())
                .param("at", came == null ? null : at(came.at()))
                .param("message", came == null ? null : came.messageId())
                .param("records", came == null || came.failed() ? null : came.records())
                .param("unreadable", unreadable)
                .param("closed", closed)
                .param("id", arrival.id())
                .update();
    }

    /** Lets a running wait for the next message begin anew. */
    void moved(ArrivalView arrival, DuePeriod to) {
        jdbc.sql(
                        "update ops.arrival set period = ?, starts_at = ?, due_at = ?, deadline = ?, unreadable = 0 where id = ?")
                .params(to.day(), at(to.starts()), at(to.due()), at(to.deadline()), arrival.id())
                .update();
    }

    /** Periods in a row that brought nothing up to now. @param missed 0 while the feed is not silent */
    record Silence(int missed, @Nullable Instant since, int unreadable) {}

    Silence silence(FeedId feed) {
        return jdbc.sql("""
                        select count(*) as missed, min(due_at) as since, coalesce(sum(unreadable), 0) as unreadable
                        from ops.arrival where feed = :feed and state = 3 and due_at > coalesce((
                            select max(due_at) from ops.arrival where feed = :feed and state in (2, 4)), '-infinity')""")
                .param("feed", feed.value())
                .query((row, n) ->
                        new Silence(row.getInt("missed"), momentOrNull(row, "since"), row.getInt("unreadable")))
                .single();
    }

    /** Periods with a due time in [from, to), the earliest first. @param feed only this one; null for all */
    List<ArrivalView> between(Instant from, Instant to, @Nullable FeedId feed) {
        return jdbc.sql("""
                        select * from ops.arrival where due_at >= :from and due_at < :to
                            and (:feed::text is null or feed = :feed) order by due_at, feed""")
                .param("from", at(from))
                .param("to", at(to))
                .param("feed", feed == null ? null : feed.value())
                .query(ArrivalStore::view)
                .list();
    }

    private static ArrivalView view(ResultSet row, int number) throws SQLException {
        return new ArrivalView(
                row.getLong("id"),
                new FeedId(row.getString("feed")),
                row.getObject("period", LocalDate.class),
                moment(row, "starts_at"),
                moment(row, "due_at"),
                moment(row, "deadline"),
                momentOrNull(row, "ends_at"),
                ArrivalState.ofCode(row.getInt("state")),
                momentOrNull(row, "arrived_at"),
                row.getObject("message_id", Long.class),
                row.getObject("records", Integer.class),
                row.getInt("unreadable"));
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime atOrNull(@Nullable Instant moment) {
        return moment == null ? null : at(moment);
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant momentOrNull(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
