package cn.lvyue.hub.channel.poll;

import cn.lvyue.hub.channel.Polls;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far each interface is read. Leases and pauses go by the database's clock, which all nodes share; every write is refused to
 * a node that has lost its lease.
 */
@Repository
class PollStore {
    private final JdbcClient jdbc;

    PollStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isDue(String source) {
        return jdbc.sql("""
                        select coalesce((select next_at <= clock_timestamp()
                                and (leased_until is null or leased_until <= clock_timestamp())
                            from channel.poll_source where source = ?), true)""").param(source).query(Boolean.class).single();
    }

    /** Takes a source for this node. @return false if it is not due or another node is at it */
    @Transactional
    boolean take(String source, String node, Duration lease) {
        jdbc.sql("insert into channel.poll_source (source) values (?) on conflict do nothing")
                .param(source)
                .update();
        return jdbc.sql("""
                        update channel.poll_source
                        set leased_by = :node, leased_until = clock_timestamp() + :millis * interval '1 millisecond'
                        where source = :source and next_at <= clock_timestamp()
                            and (leased_until is null or leased_until <= clock_timestamp())""")
                        .param("node", node)
                        .param("millis", lease.toMillis())
                        .param("source", source)
                        .update()
                == 1;
    }

    boolean renew(String source, String node, Duration lease) {
        return jdbc.sql("""
                        update channel.poll_source
                        set leased_until = clock_timestamp() + :millis * interval '1 millisecond'
                        where source = :source and leased_by = :node""")
                        .param("node", node)
                        .param("millis", lease.toMillis())
                        .param("source", source)
                        .update()
                == 1;
    }

    void release(String source, String node) {
        jdbc.sql(
                        "update channel.poll_source set leased_by = null, leased_until = null where source = ? and leased_by = ?")
                .params(source, node)
                .update();
    }

    /**
     * The window to read: the one left open, else a new one from the watermark on.
     *
     * @param start where the first window starts
     * @param now by this node's clock
     */
    @Transactional
    PollWindow window(String source, @Nullable Instant start, Duration overlap, Instant now) {
        jdbc.sql("""
                        update channel.poll_source set window_open = true, window_no = window_no + 1,
                            window_since = coalesce(watermark, cast(:start as timestamptz)) - :millis * interval '1 millisecond',
                            window_until = cast(:now as timestamptz) + clock_ahead * interval '1 millisecond'
                        where source = :source and not window_open""")
                .param("start", utc(start))
                .param("millis", overlap.toMillis())
                .param("now", utc(now))
                .param("source", source)
                .update();
        return jdbc.sql("""
                        select source, window_no, window_since, window_until, quiet_page, coalesce(quiet_window, 0) as quiet_window
                        from channel.poll_source where source = ?""")
                .param(source)
                .query((row, n) -> new PollWindow(
                        row.getString("source"),
                        row.getLong("window_no"),
                        time(row, "window_since"),
                        time(row, "window_until"),
                        row.getString("quiet_page"),
                        row.getLong("quiet_window")))
                .single();
    }

    /** Lists a new attempt. One that a killed hub left running is closed as interrupted; old ones go. */
    @Transactional
    long begin(PollWindow window, Duration keep) {
        jdbc.sql("update channel.poll_round set state = 4, ended_at = clock_timestamp() where source = ? and state = 1")
                .param(window.source())
                .update();
        jdbc.sql("""
                        delete from channel.poll_round
                        where source = ? and started_at < clock_timestamp() - ? * interval '1 millisecond'""").params(window.source(), keep.toMillis()).update();
        return jdbc.sql("""
                        insert into channel.poll_round (source, window_no, since, until, started_at, state)
                        values (?, ?, ?, ?, clock_timestamp(), 1) returning id""")
                .param(1, window.source())
                .param(2, window.number())
                .param(3, utc(window.since()))
                .param(4, utc(window.until()))
                .query(Long.class)
                .single();
    }

    void progress(long id, PollRound round) {
        jdbc.sql("""
                        update channel.poll_round set passes = :passes, pages = :pages, records = :records,
                            promised = cast(:promised as bigint)
                        where id = :id""")
                .param("passes", round.passes())
                .param("pages", round.pages())
                .param("records", round.records())
                .param("promised", boxed(round.promised()))
                .param("id", id)
                .update();
    }

    void note(long round, Polls.Page page) {
        jdbc.sql("insert into channel.poll_page (round_id, number, page, message_id) values (?, ?, ?, ?)")
                .params(round, page.number(), page.page(), page.messageId())
                .update();
    }

    List<Polls.Page> pages(long round, int after, int limit) {
        return jdbc.sql("""
                        select number, page, message_id from channel.poll_page
                        where round_id = ? and number > ? order by number limit ?""")
                .params(round, after, limit)
                .query((row, n) -> new Polls.Page(row.getInt("number"), row.getInt("page"), row.getLong("message_id")))
                .list();
    }

    /** Closes the window and moves the watermark, never back. */
    @Transactional
    void succeed(long id, String source, String node, RoundEnd.Whole whole, Duration interval, long clockAhead) {
        int ours = jdbc.sql("""
                        update channel.poll_source set window_open = false, failures = 0, clock_ahead = :ahead,
                            watermark = greatest(watermark, cast(:mark as timestamptz)),
                            quiet_page = :page, quiet_window = :window, succeeded_at = clock_timestamp(),
                            next_at = clock_timestamp() + :millis * interval '1 millisecond',
                            leased_by = null, leased_until = null
                        where source = :source and leased_by = :node""")
                .param("ahead", clockAhead)
                .param("mark", utc(whole.watermark()))
                .param("page", whole.onlyPage())
                .param("window", whole.onlyPage() == null ? null : whole.pageWindow())
                .param("millis", interval.toMillis())
                .param("source", source)
                .param("node", node)
                .update();
        end(id, ours == 1 ? Polls.State.DONE : Polls.State.INTERRUPTED, whole.remark(), null);
    }

    /** The window stays open. @return failures in a row */
    @Transactional
    int fail(long id, String source, String node, RoundEnd.Failed failed) {
        end(id, Polls.State.FAILED, failed.code(), failed.detail());
        return jdbc.sql("""
                        update channel.poll_source set failures = failures + 1, leased_by = null, leased_until = null
                        where source = ? and leased_by = ? returning failures""")
                .params(source, node)
                .query(Integer.class)
                .optional()
                .orElse(1);
    }

    void pause(String source, Duration pause) {
        jdbc.sql("""
                        update channel.poll_source set next_at = clock_timestamp() + ? * interval '1 millisecond'
                        where source = ?""").params(pause.toMillis(), source).update();
    }

    void end(long id, Polls.State state, @Nullable String code, @Nullable String detail) {
        jdbc.sql("""
                        update channel.poll_round
                        set state = :state, code = :code, detail = :detail, ended_at = clock_timestamp()
                        where id = :id""")
                .param("state", state.code())
                .param("code", code)
                .param("detail", detail == null ? null : detail.replace('\0', ' '))
                .param("id", id)
                .update();
    }

    Optional<Polls.Source> source(String name) {
        return jdbc.sql("""
                        select watermark, succeeded_at, failures, nullif(next_at, '-infinity') as next_at
                        from channel.poll_source where source = ?""")
                .param(name)
                .query((row, n) -> new Polls.Source(
                        name,
                        Optional.ofNullable(time(row, "watermark")),
                        Optional.ofNullable(time(row, "succeeded_at")),
                        row.getInt("failures"),
                        Optional.ofNullable(time(row, "next_at"))))
                .optional();
    }

    List<Polls.Round> rounds(@Nullable String source, long before, int limit) {
        return jdbc.sql("select * from channel.poll_round where id < :before"
                        + (source == null ? "" : " and source = :source") + " order by id desc limit :limit")
                .param("before", before)
                .param("source", source)
                .param("limit", limit)
                .query(PollStore::round)
                .list();
    }

    private static Polls.Round round(ResultSet row, int number) throws SQLException {
        return new Polls.Round(
                row.getLong("id"),
                row.getString("source"),
                Optional.ofNullable(time(row, "since")),
                Optional.ofNullable(time(row, "until")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(time(row, "ended_at")),
                Polls.State.ofCode(row.getInt("state")),
                row.getInt("passes"),
                row.getInt("pages"),
                row.getLong("records"),
                Optional.ofNullable(row.getObject("promised", Long.class)),
                row.getString("code"),
                row.getString("detail"));
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
