package cn.lvyue.hub.security;

import cn.lvyue.hub.security.SessionBook.Open;
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

/** The SQL of sessions at the pages. */
@Repository
class SessionStore {
    private final JdbcClient jdbc;

    SessionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long begin(String person, String address, String agent, String way, Instant now) {
        return jdbc.sql("""
                        insert into security.session (person, address, agent, way, begun_at, seen_at)
                        values (?, ?, ?, ?, ?, ?) returning id""")
                .params(person, address, agent, way, utc(now), utc(now))
                .query(Long.class)
                .single();
    }

    /** Ends all but the newest. */
    void endOlder(String person, int keep, Instant now) {
        jdbc.sql("""
                        update security.session set ended_at = ?
                        where person = ? and ended_at is null and id not in (
                            select id from security.session where person = ? and ended_at is null order by id desc limit ?)""").params(utc(now), person, person, keep).update();
    }

    /** When it was seen last; none if it was ended. */
    Optional<Instant> seen(long id) {
        return jdbc.sql("select seen_at from security.session where id = ? and ended_at is null")
                .param(id)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    void see(long id, Instant now) {
        jdbc.sql("update security.session set seen_at = ? where id = ?")
                .params(utc(now), id)
                .update();
    }

    /** @return whether it was open */
    boolean end(long id, @Nullable String by, Instant now) {
        return jdbc.sql("update security.session set ended_at = ?, ended_by = ? where id = ? and ended_at is null")
                        .param(1, utc(now))
                        .param(2, by)
                        .param(3, id)
                        .update()
                == 1;
    }

    void endAll(String person, String by, Instant now) {
        jdbc.sql("update security.session set ended_at = ?, ended_by = ? where person = ? and ended_at is null")
                .params(utc(now), by, person)
                .update();
    }

    void forget(Instant endedBefore, Instant seenBefore) {
        jdbc.sql("delete from security.session where ended_at < ? or seen_at < ?")
                .params(utc(endedBefore), utc(seenBefore))
                .update();
    }

    /** @param person none for everybody's @param before an id: older ones only */
    List<Open> open(@Nullable String person, Instant begunAfter, Instant seenAfter, long before, int limit) {
        return jdbc.sql("""
                        select id, person, address, agent, way, begun_at, seen_at from security.session
                        where ended_at is null and begun_at > :begun and seen_at > :seen and id < :before
                            and (:person::text is null or person = :person)
                        order by id desc limit :limit""")
                .param("begun", utc(begunAfter))
                .param("seen", utc(seenAfter))
                .param("before", before)
                .param("person", person)
                .param("limit", limit)
                .query(SessionStore::open)
                .list();
    }

    private static Open open(ResultSet row, int n) throws SQLException {
        return new Open(
                row.getLong("id"),
                row.getString("person"),
                row.getString("address"),
                row.getString("agent"),
                row.getString("way"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
