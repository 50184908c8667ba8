package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Expiring;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Takes away alarms that were over long ago. */
@Repository
class AlarmExpiry implements Expiring {
    private final JdbcClient jdbc;

    AlarmExpiry(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "cleared-alarms";
    }

    @Override
    public List<Destroyed> destroy(List<Long> refs) {
        return jdbc.sql("""
                        with gone as (delete from ops.alarm t where t.id = any (:ids) returning t.id, t::text as line)
                        select id, octet_length(line) as bytes, encode(sha256(sha256(convert_to(line, 'UTF8'))), 'hex') as digest
                        from gone order by id""")
                .param("ids", refs.toArray(Long[]::new))
                .query((row, n) -> new Destroyed(row.getLong("id"), 1, row.getLong("bytes"), row.getString("digest")))
                .list();
    }
}
