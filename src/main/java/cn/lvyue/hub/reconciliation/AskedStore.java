package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.reconciliation.AskedStatements.Asked;
import cn.lvyue.hub.reconciliation.AskedStatements.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was asked for on pages, and how far it is. */
@Repository
class AskedStore {
    /** Longer than a platform may take over a page of its statement. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;

    AskedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One to be made. */
    record Job(long id, LocalDate date, String reason) {}

    long size(LocalDate date) {
        return jdbc.sql("select coalesce(sum(records), 0) from reconciliation.day_size where day = ?")
                .param(date)
                .query(Long.class)
                .single();
    }

    void add(LocalDate date, String reason, Instant now, long total) {
        jdbc.sql("""
                        insert into reconciliation.asked (business_date, reason, asked_at, total) values (?, ?, ?, ?)
                        on conflict (business_date) where ended_at is null do nothing
                        """).params(date, reason, Timestamp.from(now), total).update();
    }

    Optional<Asked> latest(LocalDate date) {
        return jdbc.sql("select * from reconciliation.asked where business_date = ? order by id desc limit 1")
                .param(date)
                .query(AskedStore::asked)
                .optional();
    }

    /** The oldest that nobody is at, or whose node has not been heard of for a while; leased. */
    Optional<Job> take(Instant now) {
        return jdbc.sql("""
                        update reconciliation.asked set leased_until = :until, done = 0 where id = (
                            select id from reconciliation.asked where ended_at is null and coalesce(leased_until <= :now, true)
                            order by id limit 1 for update skip locked)
                        returning id, business_date, reason
                        """)
                .param("until", Timestamp.from(now.plus(LEASE)))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Job(
                        row.getLong("id"), row.getObject("business_date", LocalDate.class), row.getString("reason")))
                .optional();
    }

    void progress(Job job, long done, Instant now) {
        jdbc.sql("update reconciliation.asked set done = ?, leased_until = ? where id = ? and ended_at is null")
                .params(done, Timestamp.from(now.plus(LEASE)), job.id())
                .update();
    }

    /** @param version of the statement made, or else why none was */
    void end(Job job, @Nullable Integer version, @Nullable String failure, Instant now) {
        jdbc.sql(
                        "update reconciliation.asked set version = ?, failure = ?, ended_at = ? where id = ? and ended_at is null")
                .param(version)
                .param(failure)
                .param(Timestamp.from(now))
                .param(job.id())
                .update();
    }

    private static Asked asked(ResultSet row, int number) throws SQLException {
        var state = state(row);
        double share = (double) row.getLong("done") / Math.max(1, row.getLong("total"));
        return new Asked(
                row.getObject("business_date", LocalDate.class),
                row.getString("reason"),
                row.getTimestamp("asked_at").toInstant(),
                state,
                state == State.MADE ? 1 : Math.min(share, 0.99),
                row.getObject("version", Integer.class),
                row.getString("failure"));
    }

    private static State state(ResultSet row) throws SQLException {
        if (row.getTimestamp("ended_at") == null) {
            return row.getTimestamp("leased_until") == null ? State.WAITING : State.MAKING;
        }
        return row.getString("failure") == null ? State.MADE : State.FAILED;
    }
}
