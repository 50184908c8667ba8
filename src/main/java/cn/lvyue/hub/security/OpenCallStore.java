package cn.lvyue.hub.security;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of calls that were begun. A call ends with its line: {@link AuditStore#add(AuditEntry, Long)}. */
@Repository
class OpenCallStore {
    private final JdbcClient jdbc;

    OpenCallStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return the number under which it is open */
    long add(AuditEntry call) {
        return jdbc.sql("""
            insert into security.open_call (begun_at, seen_at, actor, address, action, what, object, purpose, reference)
            values (:at, :at, :actor, :address, :action, :what, :object, :purpose, :reference) returning id\
            """)
                .param("at", utc(call.at()))
                .param("actor", AuditStore.line(call.actor()))
                .param("address", call.address())
                .param("action", call.action())
                .param("what", AuditStore.line(call.what()))
                .param("object", call.object() == null ? "" : AuditStore.line(call.object()))
                .param("purpose", AuditStore.line(call.purpose()))
                .param("reference", AuditStore.line(call.reference()))
                .query(Long.class)
                .single();
    }

    void remove(long id) {
        jdbc.sql("delete from security.open_call where id = ?").param(id).update();
    }

    void seen(Collection<Long> ids, Instant now) {
        jdbc.sql("update security.open_call set seen_at = ? where id = any (?)")
                .params(utc(now), ids.toArray(Long[]::new))
                .update();
    }

    /**
     * Turns calls nobody was seen with since a moment into lines of the audit. One statement: of several nodes one gets each.
     *
     * @return how many
     */
    int tell(Instant notSeenSince, Instant now, String result) {
        return jdbc.sql("""
            with lost as (delete from security.open_call where seen_at < :limit returning *)
            insert into security.audit (at, actor, address, action, what, result, object, after, purpose, reference)
            select :now, actor, address, action, what, :result, object, jsonb_build_object('begun',
                    to_char(begun_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"'))::text,
                purpose, reference
            from lost order by id\
            """)
                .param("limit", utc(notSeenSince))
                .param("now", utc(now))
                .param("result", result)
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
