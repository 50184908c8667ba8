package cn.lvyue.hub.search;

import cn.lvyue.hub.search.Arrived.Filled;
import cn.lvyue.hub.search.Block.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the index has come, and what it is made from. */
@Repository
class IndexStore {
    static final long MONTH = 10_000_000_000L;
    static final long LOCK = 0x1A5EA5C4L;

    private final JdbcClient jdbc;

    IndexStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this node may change the index until the end of its transaction. */
    boolean alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    boolean intakeIsBusy() {
        return jdbc.sql("select exists (select from search.waiting)")
                .query(Boolean.class)
                .single();
    }

    // ---- months

    /** @param settled whether nobody who was at work when {@code ahead} was looked at is at work any more */
    record Mark(int month, long message, long ahead, Instant lookedAt, boolean settled) {
        boolean isNew() {
            return message < month * MONTH;
        }
    }

    /** Newest month first. */
    List<Mark> marks() {
        return jdbc.sql("""
                        select month, message_id, ahead, looked_at,
                            pg_snapshot_xmin(pg_current_snapshot()) >= ahead_xid as settled
                        from search.watermark order by month desc""")
                .query((row, n) -> new Mark(
                        row.getInt("month"),
                        row.getLong("message_id"),
                        row.getLong("ahead"),
                        row.getObject("looked_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("settled")))
                .list();
    }

    /** The month of the first message from an id on. */
    Optional<Integer> monthFrom(long id) {
        return jdbc.sql("select id from search.message where id >= ? order by id limit 1")
                .param(id)
                .query(Long.class)
                .optional()
                .map(IndexStore::month);
    }

    Optional<Integer> newestMonth() {
        return jdbc.sql("select id from search.message order by id desc limit 1")
                .query(Long.class)
                .optional()
                .map(IndexStore::month);
    }

    static int month(long id) {
        return (int) (id / MONTH);
    }

    void addMonth(int month, Instant now) {
        jdbc.sql("insert into search.watermark values (?, ?, ?, pg_snapshot_xmax(pg_current_snapshot()), ?)"
                        + " on conflict do nothing")
                .params(month, month * MONTH - 1, month * MONTH - 1, at(now))
                .update();
    }

    /** Notes the newest message of a month. @return whether there is one after the mark */
    boolean lookAhead(Mark mark, Instant now) {
        var newest = jdbc.sql("select id from search.message where id > ? and id < ? order by id desc limit 1")
                .params(mark.message(), (mark.month() + 1) * MONTH)
                .query(Long.class)
                .optional();
        jdbc.sql(
                        "update search.watermark set ahead = ?, ahead_xid = pg_snapshot_xmax(pg_current_snapshot()), looked_at = ?"
                                + " where month = ?")
                .params(newest.orElse(mark.message()), at(now), mark.month())
                .update();
        return newest.isPresent();
    }

    void passed(int month, long message) {
        jdbc.sql("update search.watermark set message_id = ? where month = ?")
                .params(message, month)
                .update();
    }

    // ---- messages

    /**
     * @param kind 1 message, 2 package, 3 receipt, 4 statement
     * @param status of the ledger: 1 processing, 2 done, 3 unreadable, 4 failed; 0 for not taken up
     */
    record Passing(
            long id,
            int direction,
            int kind,
            @Nullable String feed,
            int target,
            String channel,
            Instant at,
            @Nullable String filename,
            byte[] digest,
            int status,
            int rows) {}

    List<Passing> passing(Mark mark, int most) {
        return jdbc.sql("""
                        select id, direction, kind, feed, coalesce(target, 0) as target, channel, received_at, filename, digest,
                            coalesce(status, 0) as status, coalesce(rows_done, 0) as rows_done
                        from search.message where id > ? and id <= ? order by id limit ?""")
                .params(mark.message(), mark.ahead(), most)
                .query(IndexStore::passing)
                .list();
    }

    private static Passing passing(ResultSet row, int number) throws SQLException {
        return new Passing(
                row.getLong("id"),
                row.getInt("direction"),
                row.getInt("kind"),
                row.getString("feed"),
                row.getInt("target"),
                row.getString("channel"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("filename"),
                row.getBytes("digest"),
                row.getInt("status"),
                row.getInt("rows_done"));
    }

    void setApart(List<Passing> messages) {
        jdbc.sql("insert into search.apart select * from unnest(?::bigint[], ?::timestamptz[], ?::int[], ?::smallint[])"
                        + " on conflict do nothing")
                .params(
                        messages.stream().map(Passing::id).toArray(Long[]::new),
                        messages.stream().map(each -> each.at().toString()).toArray(String[]::new),
                        messages.stream().map(each -> 0).toArray(Integer[]::new),
                        messages.stream().map(each -> 1).toArray(Integer[]::new))
                .update();
    }

    /** @param indexed rows of it that are */
    record Apart(
            long id, int indexed, int state, @Nullable String feed, String channel, Instant at, int status, int rows) {}

    /** Messages apart whose fate is not final, after one. */
    List<Apart> apart(long after, int most) {
        return jdbc.sql("""
                        select a.message_id, a.row_no, a.state, m.feed, m.channel, a.received_at,
                            coalesce(m.status, 0) as status, coalesce(m.rows_done, 0) as rows_done
                        from (select * from search.apart where message_id > ? and state <> 3 order by message_id limit ?) a
                            join search.message m on m.id = a.message_id
                        order by a.message_id""")
                .params(after, most)
                .query((row, n) -> new Apart(
                        row.getLong("message_id"),
                        row.getInt("row_no"),
                        row.getInt("state"),
                        row.getString("feed"),
                        row.getString("channel"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getInt("status"),
                        row.getInt("rows_done")))
                .list();
    }

    long apartOpen() {
        return jdbc.sql("select count(*) from search.apart where state = 1")
                .query(Long.class)
                .single();
    }

    void noteApart(long message, int indexed, int state) {
        jdbc.sql("update search.apart set row_no = ?, state = ? where message_id = ?")
                .params(indexed, state, message)
                .update();
    }

    void endApart(List<Long> messages) {
        jdbc.sql("delete from search.apart where message_id = any (?)")
                .param(messages.toArray(Long[]::new))
                .update();
    }

    // ---- records

    /** Takes what the index keeps of a source record. @see #records */
    interface EntrySink {
        void entry(int block, String sourceRecordNo, int outcome, @Nullable String findings);
    }

    /** @see #contents */
    interface ContentSink {
        void content(int block, byte[] fields, String pack);
    }

    private static final String PARTS = """
             from unnest(?::int[], ?::bigint[], ?::int[], ?::int[]) p(n, m, a, b)
                cross join lateral (select * from %s e where e.message_id = p.m and e.row_no between p.a and p.b offset 0) e""";

    void entries(List<Filled> blocks, int first, EntrySink sink) {
        jdbc.sql("select p.n, e.source_record_no, e.outcome, e.findings " + PARTS.formatted("search.entry"))
                .params(parts(blocks, first))
                .query(row -> {
                    sink.entry(row.getInt(1), row.getString(2), row.getInt(3), row.getString(4));
                });
    }

    /** What replays made of the same records: outcomes and findings, no source numbers. */
    void replayed(List<Filled> blocks, int first, EntrySink sink) {
        jdbc.sql("select p.n, e.outcome, e.findings " + PARTS.formatted("search.replayed"))
                .params(parts(blocks, first))
                .query(row -> {
                    sink.entry(row.getInt(1), "", row.getInt(2), row.getString(3));
                });
    }

    void contents(List<Filled> blocks, int first, ContentSink sink) {
        jdbc.sql("select p.n, e.fields, e.pack " + PARTS.formatted("search.content"))
                .params(parts(blocks, first))
                .query(row -> {
                    sink.content(row.getInt(1), row.getBytes(2), row.getString(3));
                });
    }

    private static List<Object> parts(List<Filled> blocks, int first) {
        var numbers = new ArrayList<Integer>();
        var parts = new ArrayList<Part>();
        for (int i = 0; i < blocks.size(); i++) {
            for (var part : blocks.get(i).block().parts()) {
                numbers.add(first + i);
                parts.add(part);
            }
        }
        return List.of(
                numbers.toArray(Integer[]::new),
                parts.stream().map(Part::message).toArray(Long[]::new),
                parts.stream().map(Part::from).toArray(Integer[]::new),
                parts.stream().map(Part::to).toArray(Integer[]::new));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
