package cn.lvyue.hub.search;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Outcome;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Puts messages and records into the tables as intake leaves them. */
final class FiledArchive {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private long records;

    /** @param finding a code, or none */
    record Filed(
            long message,
            int row,
            String no,
            Outcome outcome,
            @Nullable String finding,
            Map<String, String> fields) {}

    /** A message of a source and its records, settled. Its moment is so many minutes after {@link #START} as its id says. */
    void message(long id, String feed, Channel channel, List<Filed> rows) {
        archived(id, feed, channel);
        taken(id, feed, 2, rows.size());
        rows.forEach(row -> record(feed, row));
    }

    void archived(long id, String feed, Channel channel) {
        jdbc.sql("""
                        insert into archive.message (id, direction, kind, feed, channel, received_at, filename, size, digest)
                        overriding system value values (?, 1, 1, ?, ?, ?, ?, 10, ?)""")
                .params(id, feed, channel.name(), at(id), "file-" + id + ".csv", digest(id))
                .update();
    }

    static Instant moment(long id) {
        return START.plusSeconds(60 * (id % IndexStore.MONTH));
    }

    static byte[] digest(long id) {
        return HexFormat.of().parseHex("%064x".formatted(id * 0x9E3779B97F4A7C15L));
    }

    void taken(long id, String feed, int status, int rows) {
        jdbc.sql("""
                        insert into ledger.intake (message_id, feed, status, started_at, mapping, pack, received_at, rows_done, accepted)
                        values (?, ?, ?, ?, 'm', 'complaint-2023', ?, ?, ?)
                        on conflict (message_id) do update
                        set status = excluded.status, rows_done = excluded.rows_done, accepted = excluded.accepted""").params(id, feed, status, at(id), at(id), rows, rows).update();
    }

    private static Timestamp at(long id) {
        return Timestamp.from(moment(id));
    }

    /** A package on its way out, or what a platform answered. */
    void carried(long id, int direction, int kind, String filename) {
        jdbc.sql("""
                        insert into archive.message (id, direction, kind, target, channel, received_at, filename, size, digest)
                        overriding system value values (?, ?, ?, 1, 'HTTP', ?, ?, 10, ?)""").params(id, direction, kind, at(id), filename, digest(id)).update();
    }

    long record(String feed, Filed row) {
        boolean revised = row.outcome() == Outcome.ACCEPTED;
        var fields = JSON.writeValueAsString(new TreeMap<>(row.fields()));
        long id = ++records;
        if (revised) {
            jdbc.sql("insert into ledger.feed (name) values (?) on conflict do nothing")
                    .param(feed)
                    .update();
            jdbc.sql("""
                            insert into ledger.record (id, feed, source_record_no, opened_on, channel, revision, content, state)
                            values (?, (select id from ledger.feed where name = ?), ?, '2026-03-01', '01', 1, gen_random_uuid(), 1)""").params(id, feed, row.message() + "/" + row.row()).update();
            jdbc.sql("insert into ledger.revision values (?, 1, now(), ?, ?, 0, ?::json)")
                    .params(id, row.message(), row.row(), fields)
                    .update();
        }
        jdbc.sql("""
                        insert into ledger.entry (message_id, row_no, place, source_record_no, outcome, record_id, revision, findings, fields)
                        values (?, ?, ?, ?, ?, ?, ?, ?::json, ?::json)""")
                .param(1, row.message())
                .param(2, row.row())
                .param(3, "line " + row.row())
                .param(4, row.no())
                .param(5, row.outcome().code())
                .param(6, revised ? id : null)
                .param(7, revised ? 1 : null)
                .param(
                        8,
                        row.finding() == null ? null : "[{\"code\":\"" + row.finding() + "\",\"severity\":\"REJECT\"}]")
                .param(9, revised || row.outcome() == Outcome.DUPLICATE ? null : fields)
                .update();
        return id;
    }

    /** Pages through a search to its end. */
    static List<RecordHit> all(Search search, Map<String, String> words) {
        var found = new ArrayList<RecordHit>();
        var asked = new TreeMap<>(words);
        while (true) {
            var page = search.records((Query) Query.of(asked));
            found.addAll(page.items());
            if (page.next() == null) {
                return found;
            }
            asked.put("after", page.next());
        }
    }

    static List<MessageHit> allMessages(Search search, Map<String, String> words) {
        var found = new ArrayList<MessageHit>();
        var asked = new TreeMap<>(words);
        while (true) {
            var page = search.messages((Query) Query.of(asked));
            found.addAll(page.items());
            if (page.next() == null) {
                return found;
            }
            asked.put("after", page.next());
        }
    }
}
