package cn.lvyue.hub.proof;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tree's hashes as they are kept. */
@Repository
class TileStore {
    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    TileStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    Optional<byte[]> tile(int level, long number) {
        return jdbc.sql("select hashes from proof.tile where level = ? and number = ?")
                .params(level, number)
                .query(byte[].class)
                .optional();
    }

    /** Tiles of a level by number; those that are missing are left out. @param from inclusive @param to exclusive */
    Map<Long, byte[]> tiles(int level, long from, long to) {
        var found = new TreeMap<Long, byte[]>();
        jdbc.sql("select number, hashes from proof.tile where level = ? and number >= ? and number < ?")
                .params(level, from, to)
                .query(row -> {
                    found.put(row.getLong("number"), row.getBytes("hashes"));
                });
        return found;
    }

    void put(int level, long number, byte[] hashes) {
        template.update(
                "insert into proof.tile (level, number, hashes) values (?, ?, ?)"
                        + " on conflict (level, number) do update set hashes = excluded.hashes",
                level,
                number,
                hashes);
    }
}
