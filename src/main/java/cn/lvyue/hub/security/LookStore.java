package cn.lvyue.hub.security;

import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.security.Looks.Look;
import cn.lvyue.hub.security.Looks.Seen;
import cn.lvyue.hub.security.Looks.Subject;
import cn.lvyue.hub.security.Looks.Why;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The book of looks at personal data; lines are added and counted, the database refuses anything else. */
@Repository
class LookStore {
    private final JdbcClient jdbc;

    LookStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts a look within a grant that is open. Clocks of nodes differ a little: the last look is the latest of all.
     *
     * @param why where purpose or reference is said, only a grant for the same counts
     * @return until when the grant is open; empty if there is none
     */
    Optional<Instant> again(String who, Subject subject, Why why, Seen seen, Instant now) {
        return jdbc.sql("""
            update security.look set times = times + 1, last_at = greatest(last_at, :now),
                fields = array(select distinct unnest(fields || :fields) order by 1),
                records = array(select distinct unnest(records || :records) order by 1)
            where id = (
                select id from security.look
                where who = :who and kind = :kind and subject = :subject and until > :now and refused is null
                    and (:purpose::text is null or purpose = :purpose)
                    and (:reference::text is null or reference = :reference)
                order by id desc limit 1)
            returning until\
            """)
                .param("now", at(now))
                .param("fields", array(seen.fields()))
                .param("records", array(seen.records()))
                .param("who", who)
                .param("kind", subject.kind().name())
                .param("subject", subject.id())
                .param("purpose", why.purpose())
                .param("reference", why.reference())
                .query((row, n) -> instant(row, "until"))
                .optional();
    }

    Optional<Instant> openUntil(String who, Subject subject, Instant now) {
        return jdbc.sql("""
            select until from security.look
            where who = ? and kind = ? and subject = ? and until > ? and refused is null
            order by id desc limit 1\
            """)
                .params(who, subject.kind().name(), subject.id(), at(now))
                .query((row, n) -> instant(row, "until"))
                .optional();
    }

    void add(Actor who, Subject subject, Why why, Seen seen, Instant now, Instant until, @Nullable String refused) {
        jdbc.sql("""
            insert into security.look (at, last_at, until, times, who, address, kind, subject, purpose,
                purpose_text, reference, fields, records, refused)
            values (:now, :now, :until, 1, :who, :address, :kind, :subject, :purpose, :text, :reference,
                :fields, :records, :refused)\
            """)
                .param("now", at(now))
                .param("until", at(until))
                .param("who", who.name())
                .param("address", who.address())
                .param("kind", subject.kind().name())
                .param("subject", subject.id())
                .param("purpose", why.purpose())
                .param("text", why.text())
                .param("reference", why.reference())
                .param("fields", array(seen.fields()))
                .param("records", array(seen.records()))
                .param("refused", refused)
                .update();
    }

    List<Look> at(String recordId, Collection<Long> messages, long before, int limit) {
        return jdbc.sql("""
            select * from security.look
            where id < :before and (records @> array[:record]::text[]
                or kind in ('RAW', 'RETURNED', 'EXPORT') and subject = any (:messages)
                or kind = 'EVIDENCE' and subject = :record)
            order by id desc limit :limit\
            """)
                .param("before", before)
                .param("record", recordId)
                .param("messages", messages.stream().map(String::valueOf).toArray(String[]::new))
                .param("limit", limit)
                .query(LookStore::look)
                .list();
    }

    private static Look look(ResultSet row, int number) throws SQLException {
        return new Look(
                row.getLong("id"),
                instant(row, "at"),
                instant(row, "last_at"),
                instant(row, "until"),
                row.getInt("times"),
                row.getString("who"),
                row.getString("address"),
                new Subject(Kind.valueOf(row.getString("kind")), row.getString("subject")),
                new Why(row.getString("purpose"), row.getString("purpose_text"), row.getString("reference")),
                List.of((String[]) row.getArray("fields").getArray()),
                row.getString("refused"));
    }

    private static String[] array(Collection<String> texts) {
        return texts.stream().distinct().sorted().toArray(String[]::new);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
