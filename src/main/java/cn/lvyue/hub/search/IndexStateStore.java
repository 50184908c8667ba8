package cn.lvyue.hub.search;

import cn.lvyue.hub.search.Found.IndexState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far the index is, and having it built anew. */
@Repository
class IndexStateStore {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile IndexState lastSeen = new IndexState(null, 0);
    private volatile Instant seenAt = Instant.EPOCH;

    IndexStateStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** As it was when somebody last asked. */
    IndexState lastSeen() {
        return lastSeen;
    }

    /** Not older than a second. */
    IndexState recent() {
        return seenAt.plus(FRESH).isAfter(clock.instant()) ? lastSeen : indexState();
    }

    /** Ids of a month have gaps: what waits is told roughly. */
    IndexState indexState() {
        seenAt = clock.instant();
        lastSeen = jdbc.sql("""
                        select
                            (select coalesce(sum(greatest(0, coalesce(
                                (select id from search.message m where m.id > w.message_id and m.id < (w.month + 1) * 10000000000
                                 order by id desc limit 1), w.message_id) - w.message_id)), 0)::bigint
                             from search.watermark w)
                            + (select count(*) from (select from search.apart where state = 1 limit 100000) open) as waiting,
                            least(
                                (select min(received_at) from search.apart where state = 1),
                                (select min(case when message_id < ahead
                                        then coalesce((select received_at from search.message m where m.id >= w.message_id
                                            and m.id <= w.ahead order by id limit 1), looked_at)
                                        else looked_at end)
                                 from (select * from search.watermark order by month desc limit 2) w)) as until""")
                .query((row, n) -> {
                    var until = row.getObject("until", OffsetDateTime.class);
                    return new IndexState(until == null ? null : until.toInstant(), row.getLong("waiting"));
                })
                .single();
        return lastSeen;
    }

    Search.State state() {
        var months = jdbc.sql("""
                        select month, looked_at, greatest(0, coalesce(
                            (select id from search.message m where m.id > w.message_id and m.id < (w.month + 1) * 10000000000
                             order by id desc limit 1), w.message_id) - w.message_id) as waiting
                        from search.watermark w order by month desc""")
                .query((row, n) -> new Search.Month(
                        row.getInt("month"),
                        row.getLong("waiting"),
                        row.getObject("looked_at", OffsetDateTime.class).toInstant()))
                .list();
        return jdbc.sql("""
                        select coalesce(sum(docs) filter (where space = 1), 0) as records,
                            coalesce(sum(docs) filter (where space = 2), 0) as messages, coalesce(sum(bytes), 0) as bytes
                        from search.slice""")
                .query((row, n) -> new Search.State(
                        indexState(), row.getLong("records"), row.getLong("messages"), row.getLong("bytes"), months))
                .single();
    }

    /** @param month below 0 for all */
    @Transactional
    public void rebuild(int month) {
        // Waits for whoever keeps the index at this moment.
        jdbc.sql("select pg_advisory_xact_lock(?)").param(IndexStore.LOCK).query(row -> {});
        jdbc.sql("delete from search.slice where :month < 0 or month = :month and space < 3")
                .param("month", month)
                .update();
        jdbc.sql("delete from search.apart where :month < 0 or message_id / 10000000000 = :month")
                .param("month", month)
                .update();
        jdbc.sql("""
                        update search.watermark set message_id = month * 10000000000 - 1
                        where :month < 0 or month = :month""").param("month", month).update();
        jdbc.sql("delete from search.replay_taken").update();
        if (month < 0) {
            jdbc.sql("delete from search.package_mark").update();
            jdbc.sql("delete from search.package_open").update();
        }
    }
}
