package cn.lvyue.hub.evidence;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the views of schema {@code evidence} that tell where rows and revisions come from. */
@Repository
class LineageStore {
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    LineageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row of a message. */
    record Row(
            int row,
            String place,
            String sourceRecordNo,
            Outcome outcome,
            @Nullable Long record,
            @Nullable Integer revision) {}

    /** What belongs to a record beside its revisions. */
    record Head(RecordId id, String feed, String sourceRecordNo, int revision) {}

    /** What rows were read with. */
    record With(String mapping, String pack) {}

    /** @param places the longest that is a row's counts */
    Optional<Row> row(long message, List<String> places) {
        return jdbc.sql("""
            select row_no, place, source_record_no, outcome, record_id, revision from evidence.entry
            where message_id = ? and place = any (?) order by length(place) desc, row_no limit 1\
            """)
                .params(message, places.toArray(String[]::new))
                .query(LineageStore::row)
                .optional();
    }

    Optional<Row> row(long message, int row) {
        return jdbc.sql("""
            select row_no, place, source_record_no, outcome, record_id, revision from evidence.entry
            where message_id = ? and row_no = ?\
            """).params(message, row).query(LineageStore::row).optional();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getInt("row_no"),
                row.getString("place"),
                row.getString("source_record_no"),
                Outcome.ofCode(row.getInt("outcome")),
                row.getObject("record_id", Long.class),
                row.getObject("revision", Integer.class));
    }

    Optional<Head> head(long record) {
        return jdbc.sql("select * from evidence.record where record_id = ?")
                .param(record)
                .query((row, n) -> new Head(
                        new RecordId(
                                row.getObject("opened_on", LocalDate.class),
                                row.getString("channel"),
                                row.getLong("record_id")),
                        row.getString("feed"),
                        row.getString("source_record_no"),
                        row.getInt("revision")))
                .optional();
    }

    /** Whether a person made a revision out of the one before. */
    boolean corrects(long record, int revision) {
        return jdbc.sql("select corrects from evidence.revision where record_id = ? and revision = ?")
                .params(record, revision)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Whether a message's bytes came of age and were destroyed. */
    boolean isDestroyed(long message) {
        return jdbc.sql("select exists (select from evidence.destroyed where message_id = ?)")
                .param(message)
                .query(Boolean.class)
                .single();
    }

    /** Revisions that replays made of a row, as record and revision. */
    List<long[]> replayed(long message, int row) {
        return jdbc.sql("""
            select record_id, revision from evidence.replayed
            where message_id = ? and row_no = ? and revision is not null order by replay limit ?\
            """)
                .params(message, row, MOST)
                .query((line, n) -> new long[] {line.getLong(1), line.getLong(2)})
                .list();
    }

    List<long[]> known(Target target, String platformId) {
        return jdbc.sql("""
            select record_id, revision from evidence.item
            where target = ? and platform_id = ? order by record_id, revision desc limit ?\
            """)
                .params(target.code(), platformId, MOST)
                .query((line, n) -> new long[] {line.getLong(1), line.getLong(2)})
                .list();
    }

    /** @param replay null for what a message was read with when it came in; so were records a person ruled about */
    Optional<With> with(long message, String feed, @Nullable Long replay) {
        return replay == null
                ? readWith(message, feed, null)
                : readWith(message, feed, replay).or(() -> readWith(message, feed, null));
    }

    private Optional<With> readWith(long message, String feed, @Nullable Long replay) {
        var sql = replay == null
                ? "select mapping, pack from evidence.read_with where message_id = ? and feed = ?"
                : "select mapping, pack from evidence.read_with where replay = ? and feed = ?";
        return jdbc.sql(sql)
                .params(replay == null ? message : replay, feed)
                .query((row, n) -> new With(row.getString("mapping"), row.getString("pack")))
                .optional();
    }
}
