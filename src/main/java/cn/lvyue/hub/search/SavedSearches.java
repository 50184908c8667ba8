package cn.lvyue.hub.search;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Searches people keep under a name, each for himself. */
@Repository
public class SavedSearches {
    /** So many of one kind a person may keep. */
    public static final int MOST = 50;

    public static final int LONGEST_NAME = 60;

    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    SavedSearches(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param criteria as {@link Query#of} takes them */
    public record Saved(long id, String name, Map<String, String> criteria) {
        public Saved {
            criteria = Map.copyOf(criteria);
        }
    }

    /** A person's, by name. @param kind {@code messages} or {@code records} */
    public List<Saved> of(String owner, String kind) {
        return jdbc.sql("select id, name, criteria::text as criteria from search.saved where owner = ? and kind = ?"
                        + " order by name")
                .params(owner, kind)
                .query((row, n) -> new Saved(
                        row.getLong("id"), row.getString("name"), json.readValue(row.getString("criteria"), TEXTS)))
                .list();
    }

    /**
     * Keeps a search; one of the same name is replaced.
     *
     * @param criteria of {@link Query#CRITERIA}
     * @return false if the person has as many as there may be
     */
    public boolean save(String owner, String kind, String name, Map<String, String> criteria) {
        return jdbc.sql("""
            insert into search.saved (owner, kind, name, criteria, saved_at)
            select :owner, :kind, :name, :criteria::json, :now
            where (select count(*) from search.saved where owner = :owner and kind = :kind and name <> :name) < :most
            on conflict (owner, kind, name) do update set criteria = excluded.criteria, saved_at = excluded.saved_at\
            """)
                        .param("owner", owner)
                        .param("kind", kind)
                        .param("name", name)
                        .param("criteria", json.writeValueAsString(new TreeMap<>(criteria)))
                        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .param("most", MOST)
                        .update()
                == 1;
    }

    /** @return false if the person has none of that id */
    public boolean forget(String owner, long id) {
        return jdbc.sql("delete from search.saved where owner = ? and id = ?")
                        .params(owner, id)
                        .update()
                == 1;
    }
}
