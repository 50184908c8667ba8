package cn.lvyue.hub.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what. Rows are only ever added; the database refuses anything else. */
@Repository
class AuditStore {
    private static final int LONGEST = 300;
    private static final int LONGEST_TEXT = 4_000;
    private static final String ADD = """
            insert into security.audit (at, actor, address, action, what, result, object, before, after, purpose,
                reference)
            values (:at, :actor, :address, :action, :what, :result, :object, :before, :after, :purpose,
                :reference)""";
    private static final String END = "with ended as (delete from security.open_call where id = :open) ";

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param what nothing secret; shortened when it is long */
    void add(Instant at, String actor, String address, String action, String what, String result) {
        add(new AuditEntry(0, at, actor, address, action, what, null, null, null, null, null, result));
    }

    /** @param entry its id is given by the database */
    void add(AuditEntry entry) {
        add(entry, null);
    }

    /** @param open the call that ends with this line, in the same statement */
    void add(AuditEntry entry, @Nullable Long open) {
        jdbc.sql(open == null ? ADD : END + ADD)
                .param("open", open)
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("actor", cut(entry.actor(), LONGEST))
                .param("address", entry.address())
                .param("action", entry.action())
                .param("what", cut(entry.what(), LONGEST))
                .param("result", entry.result())
                .param("object", cut(entry.object(), LONGEST))
                .param("before", cut(entry.before(), LONGEST_TEXT))
                .param("after", cut(entry.after(), LONGEST_TEXT))
                .param("purpose", cut(entry.purpose(), LONGEST))
                .param("reference", cut(entry.reference(), LONGEST))
                .update();
    }

    /** Text as a line has it: shortened when it is long. */
    static @Nullable String line(@Nullable String text) {
        return cut(text, LONGEST);
    }

    /** Text of others may hold what a text column cannot. */
    private static @Nullable String cut(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        var clean = text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        return clean.length() > longest ? clean.substring(0, longest) : clean;
    }

    /** Lines that fit, newest first, older than an id. */
    List<AuditEntry> page(AuditQuery query, long before, int limit) {
        return jdbc.sql("""
            select id, at, actor, address, action, what, object, before, after, purpose, reference, result
            from security.audit
            where id < :before
                and (:actor::text is null or actor = :actor)
                and (:action::text is null or action = :action or starts_with(action, :action || '.'))
                and (:object::text is null or object = :object)
                and (:result::text is null or case :result when 'ok' then result = 'ok'
                    when 'refused' then result not in ('ok', 'unknown') else strpos(result, :result) > 0 end)
                and (:from::timestamptz is null or at >= :from)
                and (:until::timestamptz is null or at < :until)
            order by id desc limit :limit\
            """)
                .param("before", before)
                .param("actor", query.actor())
                .param("action", query.action())
                .param("object", query.object())
                .param("result", query.result())
                .param("from", utc(query.from()))
                .param("until", utc(query.until()))
                .param("limit", limit)
                .query(AuditStore::entry)
                .list();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(ResultSet row, int n) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("address"),
                row.getString("action"),
                row.getString("what"),
                row.getString("object"),
                row.getString("before"),
                row.getString("after"),
                row.getString("purpose"),
                row.getString("reference"),
                row.getString("result"));
    }
}
