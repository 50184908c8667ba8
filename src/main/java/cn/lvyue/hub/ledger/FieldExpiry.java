package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Expiring;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Takes away the fields of source records that made no revision, a message at a time. Outcome, place and findings of each stay,
 * and so does every revision.
 */
@Repository
class FieldExpiry implements Expiring {
    private final JdbcClient jdbc;

    FieldExpiry(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "entry-fields";
    }

    @Override
    public List<Destroyed> destroy(List<Long> refs) {
        return jdbc.sql("""
                        with old as (
                            select message_id, row_no, convert_to(fields::text, 'UTF8') as content from ledger.entry
                            where message_id = any (:ids) and fields is not null
                        ), gone as (
                            update ledger.entry e set fields = null, personal = null from old
                            where e.message_id = old.message_id and e.row_no = old.row_no
                            returning e.message_id, e.row_no
                        )
                        select message_id, count(*) as lines, sum(octet_length(content)) as bytes,
                            encode(sha256(string_agg(sha256(content), ''::bytea order by row_no)), 'hex') as digest
                        from old join gone using (message_id, row_no) group by message_id order by message_id""")
                .param("ids", refs.toArray(Long[]::new))
                .query((row, n) -> new Destroyed(
                        row.getLong("message_id"), row.getInt("lines"), row.getLong("bytes"), row.getString("digest")))
                .list();
    }
}
