package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.KeptElsewhere;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the register of months. */
@Repository
class MonthStore {
    private final JdbcClient jdbc;

    MonthStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<MonthShelf.State> list() {
        return jdbc.sql("""
                        with here as (
                            select substring(m.relname from '\\d{6}$')::int as month,
                                case when m.reltuples >= 0 then m.reltuples::bigint end as messages,
                                pg_total_relation_size(m.oid) + coalesce(pg_total_relation_size(
                                    to_regclass('archive.segment_' || substring(m.relname from '\\d{6}$'))), 0) as bytes
                            from pg_inherits i join pg_class m on m.oid = i.inhrelid
                            where i.inhparent = 'archive.message'::regclass and m.relname ~ '_\\d{6}$')
                        select coalesce(h.month, r.month) as month, coalesce(r.state = 2, false) as elsewhere,
                            coalesce(r.messages, h.messages) as messages, coalesce(h.bytes, 0) as bytes,
                            (select min(reason) from archive.held_month where held_month.month = coalesce(h.month, r.month)) as held,
                            r.since, r.by, r.file
                        from here h full join archive.month r on r.month = h.month
                        order by 1""").query(MonthStore::state).list();
    }

    Optional<MonthShelf.State> find(Month month) {
        return list().stream()
                .filter(state -> state.month().equals(month.toString()))
                .findFirst();
    }

    /** @throws KeptElsewhere if the message's month was taken out of the database */
    void requireHere(long messageId) {
        if (!Month.hasMonth(messageId)) {
            return;
        }
        int month = (int) (messageId / Month.IDS);
        jdbc.sql("select month, since, file from archive.month where month = ? and state = 2")
                .param(month)
                .query((row, n) -> new KeptElsewhere(
                        Month.ofDigits(row.getInt("month")).toString(),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("file")))
                .optional()
                .ifPresent(elsewhere -> {
                    throw elsewhere;
                });
    }

    /** The digest of the file a month was written to. */
    Optional<byte[]> digestElsewhere(Month month) {
        return jdbc.sql("select file_digest from archive.month where month = ? and state = 2")
                .param(month.digits())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** Why a month must stay: a hold, or messages that are not settled. */
    Optional<String> held(Month month) {
        return jdbc.sql("select reason from archive.held_month where month = ? limit 1")
                .param(month.digits())
                .query((row, n) -> String.valueOf(row.getString(1)))
                .optional();
    }

    boolean waits(Month month) {
        return jdbc.sql("select exists (select from archive.waiting where message_id >= ? and message_id < ?)")
                .params(month.firstId(), month.endId())
                .query(Boolean.class)
                .single();
    }

    List<Integer> dataKeys(Month month) {
        return jdbc.sql("select distinct data_key from archive.segment where message_id >= ? and message_id < ?"
                        + " and data_key is not null order by 1")
                .params(month.firstId(), month.endId())
                .query(Integer.class)
                .list();
    }

    /** Bytes on disk, without indexes. */
    long size(Month month) {
        return jdbc.sql("select pg_table_size(?::regclass) + pg_table_size(?::regclass)")
                .params("archive.message_" + month.digits(), "archive.segment_" + month.digits())
                .query(Long.class)
                .single();
    }

    void detached(MonthFile.Checked file, String path, Instant at, String by) {
        var manifest = file.manifest();
        jdbc.sql("""
                        insert into archive.month (month, state, since, by, file, file_digest, messages, segments, data_keys)
                        values (:month, 2, :at, :by, :file, :digest, :messages, :segments, :keys)
                        on conflict (month) do update set state = 2, since = excluded.since, by = excluded.by, file = excluded.file,
                            file_digest = excluded.file_digest, messages = excluded.messages, segments = excluded.segments,
                            data_keys = excluded.data_keys""")
                .param("month", manifest.month().digits())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("by", by)
                .param("file", path)
                .param("digest", file.digest())
                .param("messages", manifest.tables().get(0).rows())
                .param("segments", manifest.tables().get(1).rows())
                .param("keys", manifest.dataKeys().toArray(Integer[]::new))
                .update();
        note(manifest, "detached", path, at, by);
    }

    void attached(MonthManifest manifest, String path, Instant at, String by) {
        jdbc.sql("update archive.month set state = 1, since = ?, by = ?, file = ? where month = ?")
                .params(
                        OffsetDateTime.ofInstant(at, ZoneOffset.UTC),
                        by,
                        path,
                        manifest.month().digits())
                .update();
        note(manifest, "attached", path, at, by);
    }

    /** Notes that the bodies of a month went at one stroke. */
    void emptied(Month month, Instant at, String by) {
        long messages = jdbc.sql("select count(*) from archive.message where id >= ? and id < ?")
                .params(month.firstId(), month.endId())
                .query(Long.class)
                .single();
        note(month, "emptied", "", messages, at, by);
    }

    private void note(MonthManifest manifest, String action, String path, Instant at, String by) {
        note(manifest.month(), action, path, manifest.tables().get(0).rows(), at, by);
    }

    private void note(Month month, String action, String path, long messages, Instant at, String by) {
        jdbc.sql("insert into archive.month_event (month, at, by, action, file, messages) values (?, ?, ?, ?, ?, ?)")
                .params(month.digits(), OffsetDateTime.ofInstant(at, ZoneOffset.UTC), by, action, path, messages)
                .update();
    }

    private static MonthShelf.State state(ResultSet row, int number) throws SQLException {
        var since = row.getObject("since", OffsetDateTime.class);
        return new MonthShelf.State(
                Month.ofDigits(row.getInt("month")).toString(),
                row.getBoolean("elsewhere"),
                row.getObject("messages", Long.class),
                row.getLong("bytes"),
                row.getString("held"),
                since == null ? null : since.toInstant(),
                row.getString("by"),
                row.getString("file"));
    }
}
