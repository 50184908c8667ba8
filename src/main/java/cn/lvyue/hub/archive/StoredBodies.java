package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.BodyDamaged;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads small bodies with one query. */
@Repository
class StoredBodies implements Bodies {
    private final JdbcClient jdbc;
    private final SealedBodies bodies;
    private final long most;

    StoredBodies(JdbcClient jdbc, SealedBodies bodies, ArchiveSettings settings) {
        this.jdbc = jdbc;
        this.bodies = bodies;
        this.most = settings.segment().toBytes();
    }

    @Override
    public boolean isSmall(long size) {
        return size <= most;
    }

    @Override
    public Map<Long, byte[]> small(Collection<Wanted> messages) {
        var wanted = messages.stream().collect(Collectors.toMap(Wanted::id, Function.identity()));
        var found = new HashMap<Long, byte[]>();
        jdbc.sql("select message_id, bytes, data_key from archive.segment where message_id = any (?) and number = 0")
                .param(wanted.keySet().toArray(Long[]::new))
                .query(row -> {
                    var one = wanted.get(row.getLong("message_id"));
                    if (one != null) {
                        put(found, one, row.getBytes("bytes"), row.getObject("data_key", Integer.class));
                    }
                });
        return found;
    }

    private void put(
            Map<Long, byte[]> found, Wanted one, byte[] stored, @org.jspecify.annotations.Nullable Integer dataKey) {
        try {
            var body = bodies.open(one.id(), one.digest(), 0, stored, dataKey);
            if (body.length == one.size()) {
                found.put(one.id(), body);
            }
        } catch (BodyDamaged damaged) {
            found.remove(one.id());
        }
    }
}
