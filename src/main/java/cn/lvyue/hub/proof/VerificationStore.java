package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.Verifications.Fault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Checks and what they found. */
@Repository
class VerificationStore {
    private static final int VERIFYING = 0x9F0CE;
    private static final String JOB = "select * from proof.verification";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    VerificationStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** A check as it is kept. @param position in its phase */
    record Job(
            long id,
            String by,
            Instant askedAt,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String pinned,
            Verifications.State state,
            long firstLeaf,
            long endLeaf,
            VerificationPhase phase,
            long position,
            long leaves,
            long bytes,
            long records,
            long faults,
            long remarks,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        boolean all() {
            return from == null && to == null;
        }
    }

    /** For the rest of the transaction nobody else goes on with a check. */
    boolean alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?, 0)")
                .param(VERIFYING)
                .query(Boolean.class)
                .single();
    }

    long add(String by, Instant at, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String pinned) {
        return jdbc.sql("""
            insert into proof.verification (asked_by, asked_at, from_day, to_day, pinned, state)
            values (:by, :at, :from, :to, :pinned, 1) returning id\
            """)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("from", from)
                .param("to", to)
                .param("pinned", pinned)
                .query(Long.class)
                .single();
    }

    Optional<Job> job(long id) {
        return jdbc.sql(JOB + " where id = ?")
                .param(id)
                .query(VerificationStore::job)
                .optional();
    }

    List<Job> jobs(long before, int limit) {
        return jdbc.sql(JOB + " where id < ? order by id desc limit ?")
                .params(before, limit)
                .query(VerificationStore::job)
                .list();
    }

    Optional<Job> next() {
        return jdbc.sql(JOB + " where state in (1, 2) order by id limit 1")
                .query(VerificationStore::job)
                .optional();
    }

    void begin(long id, long firstLeaf, long endLeaf, Instant now) {
        jdbc.sql("""
            update proof.verification set state = 2, first_leaf = ?, last_leaf = ?, position = ?, started_at = ?
            where id = ? and state = 1\
            """)
                .params(firstLeaf, endLeaf, firstLeaf, now.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    void progress(Job job, VerificationPhase phase, long position, Findings found) {
        var said = found.all().stream().filter(one -> isNew(job, one)).toList();
        template.batchUpdate(
                "insert into proof.fault (verification, fault, code, place, found, wanted) values (?, ?, ?, ?, ?, ?)",
                said.stream()
                        .map(one ->
                                new Object[] {job.id(), one.fault(), one.code(), one.place(), one.found(), one.wanted()
                                })
                        .toList());
        long faults = said.stream().filter(Findings.One::fault).count();
        jdbc.sql("""
            update proof.verification set phase = ?, position = ?, leaves = leaves + ?, bytes = bytes + ?,
                records = records + ?, faults = faults + ?, remarks = remarks + ? where id = ?\
            """)
                .params(
                        phase.code(),
                        position,
                        found.leaves(),
                        found.bytes(),
                        found.records(),
                        faults,
                        said.size() - faults,
                        job.id())
                .update();
    }

    /** A remark is made once for its place. */
    private boolean isNew(Job job, Findings.One one) {
        return one.fault()
                || jdbc.sql("select not exists (select from proof.fault where verification = ? and code = ? and"
                                + " place = ?)")
                        .params(job.id(), one.code(), one.place())
                        .query(Boolean.class)
                        .single();
    }

    void end(long id, Instant now) {
        jdbc.sql("update proof.verification set state = 3, ended_at = ? where id = ? and state = 2")
                .params(now.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    boolean cancel(long id, Instant now) {
        return jdbc.sql("update proof.verification set state = 4, ended_at = ? where id = ? and state in (1, 2)")
                        .params(now.atOffset(ZoneOffset.UTC), id)
                        .update()
                == 1;
    }

    List<Fault> faults(long id, long after, int limit) {
        return jdbc.sql("""
            select no, fault, code, place, found, wanted from proof.fault
            where verification = ? and no > ? order by no limit ?\
            """)
                .params(id, after, limit)
                .query((row, n) -> new Fault(
                        row.getLong("no"),
                        row.getBoolean("fault"),
                        row.getString("code"),
                        row.getString("place"),
                        row.getString("found"),
                        row.getString("wanted")))
                .list();
    }

    private static Job job(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("from_day", LocalDate.class),
                row.getObject("to_day", LocalDate.class),
                row.getString("pinned"),
                Verifications.State.values()[row.getInt("state") - 1],
                row.getLong("first_leaf"),
                row.getLong("last_leaf"),
                VerificationPhase.ofCode(row.getInt("phase")),
                row.getLong("position"),
                row.getLong("leaves"),
                row.getLong("bytes"),
                row.getLong("records"),
                row.getLong("faults"),
                row.getLong("remarks"),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
