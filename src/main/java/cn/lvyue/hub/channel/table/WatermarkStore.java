package cn.lvyue.hub.channel.table;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The SQL of watermarks and of what was seen of the overlap behind them. */
@Repository
class WatermarkStore {
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final LocalDateTime LATEST = LocalDateTime.of(9999, 12, 31, 0, 0);

    private final JdbcClient jdbc;
    private final BatchStore batches;

    WatermarkStore(JdbcClient jdbc, BatchStore batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * How far a table is read.
     *
     * @param position of the last row in the order of changes; null before the first
     * @param advancedAt when that row was read
     * @param calm whether nothing more can come behind it
     */
    record Watermark(
            SourceRow.@Nullable Position position, @Nullable Instant advancedAt, boolean calm) {}

    Watermark watermark(String source) {
        return jdbc.sql("""
                        select watermark_time, watermark_sequence, advanced_at, calm from channel.table_source
                        where name = ?""")
                .param(source)
                .query((row, n) -> {
                    var time = row.getString("watermark_time");
                    var at = row.getObject("advanced_at", OffsetDateTime.class);
                    var position = time == null
                            ? null
                            : new SourceRow.Position(LocalDateTime.parse(time), row.getString("watermark_sequence"));
                    return new Watermark(position, at == null ? null : at.toInstant(), row.getBoolean("calm"));
                })
                .optional()
                .orElse(new Watermark(null, null, false));
    }

    /** The digests under which rows of these keys were last read; keys never read are left out. */
    Map<String, String> seen(String source, List<SourceRow> rows) {
        var seen = new HashMap<String, String>();
        jdbc.sql("select key, digest from channel.table_seen where source = ? and key = any (?)")
                .params(source, BatchStore.keys(rows))
                .query(row -> {
                    seen.put(row.getString("key"), row.getString("digest"));
                });
        return seen;
    }

    /**
     * Keeps rows, remembers them as seen and raises the watermark, all or nothing.
     *
     * @param last the new watermark, if it is not behind the one there is; null for none
     */
    @Transactional
    OpenBatch register(
            String source, Instant at, byte[] body, List<SourceRow> rows, SourceRow.@Nullable Position last) {
        long id = batches.insert(source, at, body, rows.size(), true);
        jdbc.sql("""
                        insert into channel.table_seen (source, key, digest, at)
                        select distinct on (key) ?, key, digest, at::timestamp
                        from unnest(?::text[], ?::text[], ?::text[]) with ordinality as r (key, digest, at, n)
                        order by key, n desc
                        on conflict (source, key) do update set digest = excluded.digest, at = excluded.at""")
                .params(
                        source,
                        BatchStore.keys(rows),
                        rows.stream().map(SourceRow::digest).toArray(String[]::new),
                        rows.stream().map(WatermarkStore::time).toArray(String[]::new))
                .update();
        if (last != null) {
            advance(source, at, last);
        }
        return new OpenBatch(id, rows.size(), true, null, 0);
    }

    /** Times are kept as text of one length, so that they compare as they count. */
    private void advance(String source, Instant at, SourceRow.Position last) {
        jdbc.sql("""
                        insert into channel.table_source as s (name, watermark_time, watermark_sequence, advanced_at)
                        values (:name, :time, :sequence, :at)
                        on conflict (name) do update set calm = false, advanced_at = excluded.advanced_at,
                            watermark_time = excluded.watermark_time, watermark_sequence = excluded.watermark_sequence
                        where s.watermark_time is null or s.watermark_time collate "C" <= excluded.watermark_time collate "C" """)
                .param("name", source)
                .param("time", JsonRow.sortable(last.time()))
                .param("sequence", last.sequence())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    /** PostgreSQL knows years Java writes otherwise; for what is never forgotten the year 9999 does as well. */
    private static String time(SourceRow row) {
        var time = Objects.requireNonNull(row.position()).time();
        return time.isAfter(LATEST)
                ? LATEST.toString()
                : time.isBefore(EARLIEST) ? EARLIEST.toString() : time.toString();
    }

    /** The overlap was read to its end at a time when nothing more could come behind the watermark; what lies before it is forgotten. */
    @Transactional
    void readToTheEnd(String source, boolean calm, Duration overlap) {
        jdbc.sql("update channel.table_source set calm = ? where name = ? and calm <> ?")
                .params(calm, source, calm)
                .update();
        jdbc.sql("""
                        delete from channel.table_seen where source = :name and at < (
                            select watermark_time::timestamp - make_interval(secs => :overlap)
                            from channel.table_source where name = :name)""")
                .param("name", source)
                .param("overlap", overlap.toMillis() / 1000.0)
                .update();
    }
}
