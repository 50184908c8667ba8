package cn.lvyue.hub.archive;

import cn.lvyue.hub.archive.Resealing.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of sealing anew. */
@Repository
class ResealingStore {
    private static final int AT_ONCE = 16;

    private final JdbcClient jdbc;

    ResealingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param dataKey none if it is as it came */
    record Old(
            long messageId,
            int number,
            byte[] digest,
            byte[] bytes,
            @Nullable Integer dataKey) {}

    /** @return whether none was going on */
    boolean begin(int dataKey, Instant at, String by) {
        return jdbc.sql(
                                "insert into archive.resealing (data_key, started_at, started_by) values (?, ?, ?) on conflict do nothing")
                        .params(dataKey, OffsetDateTime.ofInstant(at, ZoneOffset.UTC), by)
                        .update()
                == 1;
    }

    Optional<Progress> latest() {
        return jdbc.sql("""
                        select r.*, coalesce((select max(id) from archive.message), 0) as last_message
                        from archive.resealing r order by r.id desc limit 1""").query(ResealingStore::progress).optional();
    }

    /** Keeps every other node, and every detaching of a month, out until the transaction ends. @return whether it was free */
    boolean lock() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('archive.upkeep'))")
                .query(Boolean.class)
                .single();
    }

    /** The next pieces that are not sealed under a data key. */
    List<Old> next(int dataKey) {
        return jdbc.sql("""
                        select s.message_id, s.number, s.bytes, s.data_key, m.digest
                        from archive.resealing r
                            cross join lateral (
                                select * from archive.segment s
                                where s.message_id >= r.after_message
                                    and (s.message_id, s.number) > (r.after_message, r.after_number)
                                    and s.data_key is distinct from ?
                                order by s.message_id, s.number limit ?) s
                            cross join lateral (select digest from archive.message where id = s.message_id offset 0) m
                        where r.ended_at is null
                        order by s.message_id, s.number""")
                .params(dataKey, AT_ONCE)
                .query((row, n) -> new Old(
                        row.getLong("message_id"),
                        row.getInt("number"),
                        row.getBytes("digest"),
                        row.getBytes("bytes"),
                        row.getObject("data_key", Integer.class)))
                .list();
    }

    void replace(Old old, SealedBodies.Piece piece) {
        jdbc.sql("update archive.segment set bytes = ?, data_key = ? where message_id = ? and number = ?")
                .params(piece.bytes(), piece.dataKey(), old.messageId(), old.number())
                .update();
    }

    void advance(Old last, int pieces, long bytes, int damaged) {
        jdbc.sql("""
                        update archive.resealing set after_message = ?, after_number = ?, pieces = pieces + ?, bytes = bytes + ?,
                            damaged = damaged + ?
                        where ended_at is null""")
                .params(last.messageId(), last.number(), pieces, bytes, damaged)
                .update();
    }

    void end(Instant at) {
        jdbc.sql("update archive.resealing set ended_at = ? where ended_at is null")
                .param(OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    /** In the database or in the file of a month that is kept elsewhere. */
    boolean uses(int dataKey) {
        return jdbc.sql("""
                        select exists (select from archive.month where state = 2 and ? = any (data_keys))
                            or exists (select from archive.segment where data_key = ?)""").params(dataKey, dataKey).query(Boolean.class).single();
    }

    private static Progress progress(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Progress(
                row.getInt("data_key"),
                row.getLong("after_message"),
                row.getLong("last_message"),
                row.getLong("pieces"),
                row.getLong("bytes"),
                row.getLong("damaged"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("started_by"),
                ended == null ? null : ended.toInstant());
    }
}
