package cn.lvyue.hub.channel.table;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of batches and their rows. Every method commits before it returns. */
@Repository
class BatchStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    BatchStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Keeps rows that are about to be marked as taken. Rows that an earlier batch still waits to write back were changed and given
     * to us anew: their outcome is the later batch's.
     */
    @Transactional
    OpenBatch register(String source, Instant at, byte[] body, List<SourceRow> rows) {
        var keys = keys(rows);
        jdbc.sql("""
                        delete from channel.table_row r using channel.table_batch b
                        where b.id = r.batch_id and b.source = ? and r.key = any (?)""").params(source, keys).update();
        long id = insert(source, at, body, rows.size(), false);
        jdbc.sql("""
                        insert into channel.table_row (batch_id, row_no, key, digest)
                        select ?, n, key, digest from unnest(?::text[], ?::text[]) with ordinality as r (key, digest, n)""")
                .params(id, keys, rows.stream().map(SourceRow::digest).toArray(String[]::new))
                .update();
        return new OpenBatch(id, rows.size(), false, null, 0);
    }

    long insert(String source, Instant at, byte[] body, int rows, boolean marked) {
        return jdbc.sql("""
                        insert into channel.table_batch (source, claimed_at, rows, body, marked)
                        values (?, ?, ?, ?, ?) returning id""")
                .params(source, OffsetDateTime.ofInstant(at, ZoneOffset.UTC), rows, body, marked)
                .query(Long.class)
                .single();
    }

    static String[] keys(List<SourceRow> rows) {
        return rows.stream().map(row -> JsonRow.array(row.key())).toArray(String[]::new);
    }

    /** In the order they were read. */
    List<OpenBatch> open(String source) {
        return jdbc.sql("""
                        select id, rows, marked, message_id, written from channel.table_batch
                        where source = ? order by id""")
                .param(source)
                .query((row, n) -> new OpenBatch(
                        row.getLong("id"),
                        row.getInt("rows"),
                        row.getBoolean("marked"),
                        row.getObject("message_id", Long.class),
                        row.getInt("written")))
                .list();
    }

    byte[] body(long batch) {
        return jdbc.sql("select body from channel.table_batch where id = ?")
                .param(batch)
                .query((row, n) -> row.getBytes(1))
                .single();
    }

    /** @param after the row before the first one wanted, 0 for the start */
    List<KeyedRow> rows(long batch, int after, int upTo) {
        return jdbc.sql("""
                        select row_no, key, digest from channel.table_row
                        where batch_id = ? and row_no > ? and row_no <= ? order by row_no""")
                .params(batch, after, upTo)
                .query((row, n) -> new KeyedRow(
                        row.getInt("row_no"),
                        json.readValue(row.getString("key"), new TypeReference<List<String>>() {}),
                        row.getString("digest")))
                .list();
    }

    void marked(long batch) {
        jdbc.sql("update channel.table_batch set marked = true where id = ?")
                .param(batch)
                .update();
    }

    void archived(long batch, long messageId) {
        jdbc.sql("update channel.table_batch set message_id = ?, body = null where id = ?")
                .params(messageId, batch)
                .update();
    }

    void written(long batch, int upTo) {
        jdbc.sql("update channel.table_batch set written = ? where id = ?")
                .params(upTo, batch)
                .update();
    }

    /** All is done: the archive has the rows, the table has the answers. */
    void close(long batch) {
        jdbc.sql("delete from channel.table_batch where id = ?").param(batch).update();
    }
}
