package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.FeedId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the hub is behind with what is archived, and how large the archive has grown. */
@Repository
public class Backlog {
    private final JdbcClient jdbc;

    Backlog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** When the oldest message that is archived and not yet settled was archived, by feed; feeds with none are left out. */
    public Map<FeedId, Instant> oldest() {
        var oldest = new TreeMap<FeedId, Instant>();
        jdbc.sql("""
                        select m.feed, m.received_at
                        from (select min(message_id) as id from archive.waiting group by feed) w
                            cross join lateral (select feed, received_at from archive.message where id = w.id offset 0) m""").query(row -> {
            oldest.put(
                    new FeedId(row.getString("feed")),
                    row.getObject("received_at", OffsetDateTime.class).toInstant());
        });
        return oldest;
    }

    /** What the archive takes on disk, in bytes, with its indexes. */
    public long bytes() {
        return jdbc.sql("""
                        select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c
                            join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'archive' and c.relkind = 'r'""").query(Long.class).single();
    }
}
