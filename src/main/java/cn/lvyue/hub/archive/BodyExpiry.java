package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Expiring;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes bodies away that have come of age. Their lines in {@code archive.message} stay, with size and digest. */
final class BodyExpiry implements Expiring {
    private final String kind;
    private final JdbcClient jdbc;

    BodyExpiry(String kind, JdbcClient jdbc) {
        this.kind = kind;
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public List<Destroyed> destroy(List<Long> refs) {
        return jdbc.sql("""
                        with gone as (delete from archive.segment where message_id = any (:ids) returning message_id)
                        select m.id, m.size, encode(m.digest, 'hex') as digest,
                            (select count(*) from gone g where g.message_id = m.id) as pieces
                        from archive.message m where m.id = any (:ids) order by m.id""")
                .param("ids", refs.toArray(Long[]::new))
                .query((row, n) -> new Destroyed(
                        row.getLong("id"), row.getInt("pieces"), row.getLong("size"), row.getString("digest")))
                .list();
    }
}
