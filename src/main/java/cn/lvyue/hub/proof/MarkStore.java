package cn.lvyue.hub.proof;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How far rows of a kind are taken down, by their ids, and where ids are missing below. Ids are not committed in order: what is
 * missing may be on its way, or never come.
 */
@Repository
class MarkStore {
    private final JdbcClient jdbc;

    MarkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param horizon transactions from this number on began after the gap was seen */
    record Gap(long low, long high, long horizon, Instant seenAt, boolean checked) {}

    long upto(Kind kind) {
        return jdbc.sql("select coalesce((select upto from proof.mark where kind = ?), 0)")
                .param(kind.code())
                .query(Long.class)
                .single();
    }

    void mark(Kind kind, long upto) {
        jdbc.sql("""
            insert into proof.mark (kind, upto) values (?, ?)
            on conflict (kind) do update set upto = excluded.upto\
            """).params(kind.code(), upto).update();
    }

    /** The number the next transaction will have: asked for after rows were read, so that whoever is missing among them has less. */
    long horizon() {
        return jdbc.sql("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }

    /** The least number of a transaction that has not ended. */
    long oldestRunning() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }

    void addGap(Kind kind, long low, long high, long horizon, Instant now) {
        jdbc.sql("insert into proof.gap (kind, low, high, horizon, seen_at) values (?, ?, ?, ?, ?)")
                .params(kind.code(), low, high, horizon, now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Gaps to look at again: once when all that ran has ended, and for the last time when they are old as well. */
    List<Gap> due(Kind kind, long oldestRunning, Instant old, int limit) {
        return jdbc.sql("""
            select low, high, horizon, seen_at, checked from proof.gap
            where kind = :kind and horizon <= :running and (not checked or seen_at <= :old)
            order by low limit :limit\
            """)
                .param("kind", kind.code())
                .param("running", oldestRunning)
                .param("old", old.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, n) -> new Gap(
                        row.getLong("low"),
                        row.getLong("high"),
                        row.getLong("horizon"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("checked")))
                .list();
    }

    void checked(Kind kind, Gap gap) {
        jdbc.sql("update proof.gap set checked = true where kind = ? and low = ?")
                .params(kind.code(), gap.low())
                .update();
    }

    void close(Kind kind, Gap gap) {
        jdbc.sql("delete from proof.gap where kind = ? and low = ?")
                .params(kind.code(), gap.low())
                .update();
    }

    /** Whether rows in this range may yet be taken down. */
    boolean isOpen(Kind kind, long id) {
        return jdbc.sql("select exists (select from proof.gap where kind = ? and ? between low and high)")
                .params(kind.code(), id)
                .query(Boolean.class)
                .single();
    }
}
