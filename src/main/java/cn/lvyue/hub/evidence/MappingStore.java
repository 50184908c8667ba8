package cn.lvyue.hub.evidence;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of {@code evidence.mapping}. */
@Repository
class MappingStore {
    private final JdbcClient jdbc;

    MappingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a mapping's text is archived. */
    record Kept(String pack, long archiveId) {}

    Optional<Kept> find(String feed, String version) {
        return jdbc.sql("select pack, archive_id from evidence.mapping where feed = ? and version = ?")
                .params(feed, version)
                .query((row, n) -> new Kept(row.getString("pack"), row.getLong("archive_id")))
                .optional();
    }

    void add(String feed, String version, Kept kept, Instant at) {
        jdbc.sql("""
                        insert into evidence.mapping (feed, version, pack, archive_id, kept_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(feed, version, kept.pack(), kept.archiveId(), at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
