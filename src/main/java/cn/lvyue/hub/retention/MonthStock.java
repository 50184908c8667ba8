package cn.lvyue.hub.retention;

import cn.lvyue.hub.archive.BodyMonths.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks at the bodies of one month, and lists them, with one statement each. */
@Repository
class MonthStock {
    /** Of each body of the month that is due under a plan and not held: under which item. */
    private static final String DUE = """
            select i.number, b.kind, b.ref, b.bytes, b.digest
            from retention.item i join retention.body b on b.kind = i.kind
            where i.job = :job and not i.done and b.ref >= :first and b.ref < :end and b.at < i.due_before
                and (i.feed = b.feed or i.feed is null and (b.feed is null or not b.feed = any (:others)))
                and not ((select exists (select from retention.hold where released_at is null))
                    and retention.is_held(b.message_id, b.feed, b.at))""";

    private static final String PIECES =
            "select message_id from retention.piece where message_id >= :first and message_id < :end";

    private final JdbcClient jdbc;

    MonthStock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A body that lies in a month beside those that are due. @param kind none if no message tells of it */
    record Beside(long messageId, @Nullable String kind) {}

    /** Bodies that are not due. @param others feeds that have a policy of their own */
    List<Beside> notDue(long job, Span month, List<String> others, int limit) {
        return beside("select ref from (" + DUE + ") due", job, month, others, limit);
    }

    /** Bodies that are not on the list of what a plan destroys. */
    List<Beside> unlisted(long job, Span month, int limit) {
        return beside("""
                select d.ref from retention.destroyed d
                where d.job = :job and d.kind in ('message-bodies', 'exchange-bodies') and d.ref >= :first and d.ref < :end""", job, month, List.of(), limit);
    }

    /** As a difference of sets: whatever the database guesses of their sizes, each is gone through once. */
    private List<Beside> beside(String explained, long job, Span month, List<String> others, int limit) {
        return jdbc.sql("""
                        select l.message_id, a.kind
                        from (%s except %s limit :limit) l
                            left join retention.archived a on a.id = l.message_id and a.id >= :first and a.id < :end
                        order by l.message_id""".formatted(PIECES, explained))
                .param("job", job)
                .param("first", month.first())
                .param("end", month.end())
                .param("others", others.toArray(String[]::new))
                .param("limit", limit)
                .query((row, n) -> new Beside(row.getLong("message_id"), row.getString("kind")))
                .list();
    }

    /**
     * Lists every body of the month that is due as destroyed, and counts it with its item.
     *
     * @return how many there are
     */
    long list(long job, Span month, List<String> others, Instant now) {
        return jdbc.sql("""
                        with due as materialized (%s),
                        listed as (
                            insert into retention.destroyed (kind, ref, job, rows, bytes, digest, at)
                            select d.kind, d.ref, :job, (select count(*) from retention.piece p where p.message_id = d.ref),
                                d.bytes, encode(d.digest, 'hex'), :now
                            from due d),
                        counted as (
                            update retention.item i set gone_things = i.gone_things + s.things, gone_bytes = i.gone_bytes + s.bytes
                            from (select number, count(*) as things, sum(bytes) as bytes from due group by number) s
                            where i.job = :job and i.number = s.number)
                        select count(*) from due""".formatted(DUE))
                .param("job", job)
                .param("first", month.first())
                .param("end", month.end())
                .param("others", others.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
