package cn.lvyue.hub.search;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.search.Block.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What candidates really are, read from archive and ledger by their keys: every statement is bounded by what it is given. */
@Repository("searchShelf")
class Shelf {
    private static final String PARTS = """
            from unnest(?::bigint[], ?::int[], ?::int[]) p(m, a, b)
                cross join lateral (select * from %s e where e.message_id = p.m and e.row_no between p.a and p.b offset 0) e""";

    private final JdbcClient jdbc;
    private final Contents contents;

    Shelf(JdbcClient jdbc, Contents contents) {
        this.jdbc = jdbc;
        this.contents = contents;
    }

    /** @param status of the ledger, 0 for not taken up; findings are those of the message as a whole */
    record Head(
            long id,
            int direction,
            int kind,
            @Nullable String feed,
            int target,
            String channel,
            Instant at,
            @Nullable String filename,
            long size,
            String digest,
            int status,
            int rows,
            Set<String> findings) {}

    /** @param outcomes the first, and those of replays */
    record Doc(
            Key key,
            String place,
            String sourceRecordNo,
            @Nullable Outcome outcome,
            @Nullable RecordId recordId,
            @Nullable Integer revision,
            Set<Outcome> outcomes,
            Set<String> findings,
            Set<Long> records) {}

    Map<Long, Head> heads(Set<Long> ids) {
        var heads = new HashMap<Long, Head>();
        jdbc.sql("""
                        select m.* from unnest(?::bigint[]) p(id)
                            cross join lateral (select * from search.message m where m.id = p.id offset 0) m""").param(ids.toArray(Long[]::new)).query(row -> {
            heads.put(row.getLong("id"), head(row));
        });
        return heads;
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(
                row.getLong("id"),
                row.getInt("direction"),
                row.getInt("kind"),
                row.getString("feed"),
                row.getInt("target"),
                row.getString("channel"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("filename"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("digest")),
                row.getInt("status"),
                row.getInt("rows_done"),
                FindingCodes.in(row.getString("findings")));
    }

    /** Takes the content of a record. */
    interface ContentSink {
        void content(Key key, Content content);
    }

    /**
     * What the records of blocks hold.
     *
     * @param holding a text that every content of interest has in it as it is stored, such as a code; or nothing
     */
    void contents(List<Block> blocks, String holding, ContentSink sink) {
        jdbc.sql("select e.* " + PARTS.formatted("search.content") + " where ? = '' or strpos(e.fields::text, ?) > 0")
                .params(params(blocks))
                .params(holding, holding)
                .query(row -> {
                    sink.content(
                            new Key(row.getLong("message_id"), row.getInt("row_no")),
                            contents.of(row.getBytes("fields"), row.getString("pack")));
                });
    }

    /** The records of blocks, and messages as such where row 0 is asked for and they have findings. */
    TreeMap<Key, Doc> docs(List<Block> blocks) {
        var docs = new TreeMap<Key, Doc>();
        jdbc.sql("select e.* " + PARTS.formatted("search.entry"))
                .params(params(blocks))
                .query(row -> {
                    var doc = doc(row);
                    docs.put(doc.key(), doc);
                });
        jdbc.sql("select e.* " + PARTS.formatted("search.replayed"))
                .params(params(blocks))
                .query(row -> {
                    var doc = docs.get(new Key(row.getLong("message_id"), row.getInt("row_no")));
                    if (doc != null) {
                        doc.outcomes().add(Outcome.ofCode(row.getInt("outcome")));
                        doc.findings().addAll(FindingCodes.in(row.getString("findings")));
                        doc.records().add(row.getLong("record_id"));
                    }
                });
        addWholeMessages(blocks, docs);
        return docs;
    }

    private void addWholeMessages(List<Block> blocks, Map<Key, Doc> docs) {
        var whole = new HashSet<Long>();
        for (var block : blocks) {
            block.parts().stream()
                    .filter(part -> part.from() == 0)
                    .map(Part::message)
                    .forEach(whole::add);
        }
        if (whole.isEmpty()) {
            return;
        }
        for (var head : heads(whole).values()) {
            if (!head.findings().isEmpty()) {
                var doc = whole(head);
                docs.put(doc.key(), doc);
            }
        }
    }

    private static List<Object> params(List<Block> blocks) {
        var parts = blocks.stream().flatMap(block -> block.parts().stream()).toList();
        return List.of(
                parts.stream().map(Part::message).toArray(Long[]::new),
                parts.stream().map(Part::from).toArray(Integer[]::new),
                parts.stream().map(Part::to).toArray(Integer[]::new));
    }

    private static Doc whole(Head head) {
        return new Doc(new Key(head.id(), 0), "", "", null, null, null, Set.of(), head.findings(), Set.of());
    }

    private static Doc doc(ResultSet row) throws SQLException {
        var outcomes = new HashSet<>(Set.of(Outcome.ofCode(row.getInt("outcome"))));
        var record = row.getObject("record_id", Long.class);
        return new Doc(
                new Key(row.getLong("message_id"), row.getInt("row_no")),
                row.getString("place"),
                row.getString("source_record_no"),
                Outcome.ofCode(row.getInt("outcome")),
                record == null
                        ? null
                        : new RecordId(row.getObject("opened_on", LocalDate.class), row.getString("channel"), record),
                row.getObject("revision", Integer.class),
                outcomes,
                FindingCodes.in(row.getString("findings")),
                record == null ? new HashSet<>() : new HashSet<>(Set.of(record)));
    }
}
