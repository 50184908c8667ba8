package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.reconciliation.Statements.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The statements that were made. Rows are only ever added. */
@Repository
class KeptStatementStore {
    private static final int MAKING = 0x5EA2;

    private final JdbcClient jdbc;

    KeptStatementStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until nobody else keeps a statement; released with the transaction. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(?, 0)")
                .param(MAKING)
                .query((row, number) -> true)
                .list();
    }

    int nextVersion(LocalDate date) {
        return jdbc.sql("select coalesce(max(version), 0) + 1 from reconciliation.statement where business_date = ?")
                .param(date)
                .query(Integer.class)
                .single();
    }

    void add(Kept kept, String head) {
        jdbc.sql("""
                        insert into reconciliation.statement (business_date, version, made_at, reason, closes, differences, head,
                            archive_id, digest, algorithm, key_id, signature)
                        values (?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?)
                        """)
                .params(
                        kept.date(),
                        kept.version(),
                        Timestamp.from(kept.madeAt()),
                        kept.reason(),
                        kept.closes(),
                        kept.differences(),
                        head,
                        kept.archiveId(),
                        kept.digest(),
                        kept.algorithm(),
                        kept.keyId(),
                        kept.signature())
                .update();
    }

    List<Kept> kept(LocalDate date) {
        return jdbc.sql(
                        "select * from reconciliation.statement where business_date = ? order by version desc limit 1000")
                .param(date)
                .query(KeptStatementStore::kept)
                .list();
    }

    Optional<Kept> kept(LocalDate date, int version) {
        return jdbc.sql("select * from reconciliation.statement where business_date = ? and version = ?")
                .params(date, version)
                .query(KeptStatementStore::kept)
                .optional();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                row.getObject("business_date", LocalDate.class),
                row.getInt("version"),
                row.getTimestamp("made_at").toInstant(),
                row.getString("reason"),
                row.getBoolean("closes"),
                row.getLong("differences"),
                row.getLong("archive_id"),
                row.getString("digest"),
                row.getString("algorithm"),
                row.getString("key_id"),
                row.getString("signature"));
    }

    /** Days in [from, to] that have batches and no statement, oldest first. */
    List<LocalDate> daysWithout(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select distinct business_date from delivery.batch b
                        where business_date between ? and ? and not exists (
                            select from reconciliation.statement s where s.business_date = b.business_date)
                        order by business_date
                        """).params(from, to).query(LocalDate.class).list();
    }

    /** Whether the day's batch was made and every package of the day has its final answer or was given up. */
    boolean isSettled(LocalDate date) {
        return jdbc.sql("""
                        select coalesce(bool_or(daily and target = 1), false) and coalesce(sum(open), 0) = 0
                        from reconciliation.day_end where business_date = ?
                        """).param(date).query(Boolean.class).single();
    }
}
