package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.Proofs.DayStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Closed days. Rows are only ever added; a signature and a stamp are put in once. */
@Repository
class DayStore {
    private static final String DAY =
            "select day, tree_size, root, text, digest, closed_at, signature, stamp from proof.day";

    private final JdbcClient jdbc;

    DayStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<DayStatement> newest() {
        return jdbc.sql(DAY + " order by day desc limit 1").query(DayStore::day).optional();
    }

    Optional<DayStatement> day(LocalDate day) {
        return jdbc.sql(DAY + " where day = ?").param(day).query(DayStore::day).optional();
    }

    Optional<DayStatement> before(LocalDate day) {
        return jdbc.sql(DAY + " where day < ? order by day desc limit 1")
                .param(day)
                .query(DayStore::day)
                .optional();
    }

    List<DayStatement> after(@Nullable LocalDate day, int limit) {
        return jdbc.sql(DAY + " where day > ? order by day limit ?")
                .params(day == null ? LocalDate.EPOCH : day, limit)
                .query(DayStore::day)
                .list();
    }

    /** The first day whose tree has a leaf. */
    Optional<DayStatement> having(long leaf) {
        return jdbc.sql(DAY + " where tree_size > ? order by day limit 1")
                .param(leaf)
                .query(DayStore::day)
                .optional();
    }

    void add(DayStatement day) {
        jdbc.sql("insert into proof.day (day, tree_size, root, text, digest, closed_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        day.day(),
                        day.treeSize(),
                        day.root(),
                        day.text(),
                        day.digest(),
                        day.closedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    List<DayStatement> unsigned(int limit) {
        return jdbc.sql(DAY + " where signature is null order by day limit ?")
                .param(limit)
                .query(DayStore::day)
                .list();
    }

    void sign(LocalDate day, String signature) {
        jdbc.sql("update proof.day set signature = ? where day = ? and signature is null")
                .params(signature, day)
                .update();
    }

    /** Days without a stamp that nobody tried to have stamped since. */
    List<DayStatement> unstamped(Instant since, int limit) {
        return jdbc.sql(DAY + " where stamp is null and (tried_at is null or tried_at <= ?) order by day limit ?")
                .params(since.atOffset(ZoneOffset.UTC), limit)
                .query(DayStore::day)
                .list();
    }

    /** When the oldest day without a stamp was closed. */
    Optional<Instant> oldestUnstamped() {
        return jdbc.sql("select min(closed_at) from proof.day where stamp is null")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    void stamp(LocalDate day, byte[] token, Instant now) {
        jdbc.sql("update proof.day set stamp = ?, stamped_at = ? where day = ? and stamp is null")
                .params(token, now.atOffset(ZoneOffset.UTC), day)
                .update();
    }

    void tried(LocalDate day, Instant now) {
        jdbc.sql("update proof.day set tried_at = ? where day = ?")
                .params(now.atOffset(ZoneOffset.UTC), day)
                .update();
    }

    private static DayStatement day(ResultSet row, int number) throws SQLException {
        return new DayStatement(
                row.getObject("day", LocalDate.class),
                row.getLong("tree_size"),
                row.getBytes("root"),
                row.getString("text"),
                row.getBytes("digest"),
                row.getObject("closed_at", OffsetDateTime.class).toInstant(),
                row.getString("signature"),
                row.getBytes("stamp"));
    }
}
