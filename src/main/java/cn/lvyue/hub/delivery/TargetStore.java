package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How calls to each platform fare, as all nodes see it. */
@Component
class TargetStore {
    private final JdbcClient jdbc;

    TargetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param failures calls in a row that no word came of
     * @param openings times the breaker opened since a call last succeeded
     * @param openUntil no calls before, one call after; null while the breaker is shut
     * @param quietUntil the platform asked to be left alone until then
     */
    record Line(
            int failures,
            int openings,
            @Nullable Instant openUntil,
            @Nullable Instant quietUntil,
            @Nullable Instant openedAt,
            @Nullable String lastFailure,
            @Nullable Instant lastFailedAt,
            @Nullable Instant lastAcceptedAt) {
        static final Line FRESH = new Line(0, 0, null, null, null, null, null, null);

        boolean isOpen() {
            return openUntil != null;
        }

        Holding.Line state(Instant now) {
            if (openUntil == null) {
                return Holding.Line.CLOSED;
            }
            return openUntil.isAfter(now) ? Holding.Line.OPEN : Holding.Line.HALF_OPEN;
        }
    }

    Line line(Target target) {
        return jdbc.sql("select * from delivery.target where target = ?")
                .param(target.code())
                .query(TargetStore::line)
                .optional()
                .orElse(Line.FRESH);
    }

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(
                row.getInt("failures"),
                row.getInt("openings"),
                instant(row, "open_until"),
                instant(row, "quiet_until"),
                instant(row, "opened_at"),
                row.getString("last_failure"),
                instant(row, "last_failed_at"),
                instant(row, "last_accepted_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** Counts a call that no word came of. @return how it stands now */
    Line failed(Target target, String why, Instant now, @Nullable Instant quietUntil) {
        return jdbc.sql("""
                        insert into delivery.target as t (target, failures, last_failure, last_failed_at, quiet_until)
                        values (:target, 1, :why, :now, :quiet)
                        on conflict (target) do update set failures = t.failures + 1, last_failure = excluded.last_failure,
                            last_failed_at = excluded.last_failed_at, quiet_until = coalesce(excluded.quiet_until, t.quiet_until)
                        returning *
                        """)
                .param("target", target.code())
                .param("why", why)
                .param("now", Timestamp.from(now))
                .param("quiet", quietUntil == null ? null : Timestamp.from(quietUntil))
                .query(TargetStore::line)
                .single();
    }

    /**
     * Calls that were under way when the breaker opened fail too: they open it no further.
     *
     * @param since when the call's package was taken up
     * @return whether it was opened by this
     */
    boolean open(Target target, Instant since, Instant now, Instant until) {
        return jdbc.sql("""
                                update delivery.target set openings = openings + 1, opened_at = ?, open_until = ?
                                where target = ? and (opened_at is null or opened_at <= ?)
                                """)
                        .params(Timestamp.from(now), Timestamp.from(until), target.code(), Timestamp.from(since))
                        .update()
                > 0;
    }

    /** Writes only what changes: most calls succeed, and there are many of them. @return whether the breaker was open */
    boolean spoke(Target target) {
        return jdbc.sql("""
                                update delivery.target t set failures = 0, openings = 0, open_until = null, opened_at = null
                                from delivery.target before
                                where t.target = ? and before.target = t.target and (t.failures > 0 or t.open_until is not null)
                                returning before.open_until is not null
                                """)
                .param(target.code())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Remembers, to the second, that a package was accepted. */
    void accepted(Target target, Instant now) {
        jdbc.sql("""
                        insert into delivery.target as t (target, last_accepted_at)
                        select :target, :now::timestamptz
                        where not exists (select from delivery.target -- which would lock the row for every package
                            where target = :target and last_accepted_at > :now::timestamptz - interval '1 second')
                        on conflict (target) do update set last_accepted_at = excluded.last_accepted_at
                        where t.last_accepted_at is null or t.last_accepted_at <= excluded.last_accepted_at - interval '1 second'
                        """)
                .param("target", target.code())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Takes the one call that may try an open line. @return whether this node has it */
    boolean takeProbe(Target target, Instant now, Instant until) {
        return jdbc.sql("update delivery.target set open_until = ? where target = ? and open_until <= ?")
                        .params(Timestamp.from(until), target.code(), Timestamp.from(now))
                        .update()
                > 0;
    }

    /** There was nothing to try it with. */
    void returnProbe(Target target, Instant now) {
        jdbc.sql("update delivery.target set open_until = ? where target = ? and open_until is not null")
                .params(Timestamp.from(now), target.code())
                .update();
    }
}
