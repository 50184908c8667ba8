package cn.lvyue.hub.ledger;

import static java.util.Comparator.comparingLong;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads what deciding a chunk needs. One query per kind of question, never one per record. */
@Repository
class LedgerStore {
    /** Any number will do, as long as nothing else in this database locks it. */
    private static final long WRITER_LOCK = 0x4C76_7975_6548_7562L;

    private static final String ONLY_WRITER = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                set_config('enable_mergejoin', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true),
                pg_advisory_xact_lock(?)""";

    static final String DOSSIER = """
            select id, opened_on, channel, revision, version, content, state, lead, national, matter, complainant_code,
                complainant_name, content_keyed""";

    private final JdbcTemplate jdbc;
    private final PersonalSeal seal;
    private final Map<FeedId, Integer> feeds = new ConcurrentHashMap<>();

    LedgerStore(JdbcTemplate jdbc, PersonalSeal seal) {
        this.seal = seal;
        this.jdbc = jdbc;
    }

    /**
     * Makes this transaction the one that writes outcomes until it ends: then outcomes are decided on what is committed, whatever
     * feed or node they come from, and rows can be copied straight into their tables.
     *
     * <p>The look-ups that follow must walk their index even while the tables are young and unanalysed, when the planner would
     * take a scan for cheaper and keep that plan. They are single scans with an array, never joins: a join of a young
     * table can come out as a walk through the whole feed once per chunk.
     */
    void becomeOnlyWriter() {
        jdbc.query(ONLY_WRITER, row -> {}, WRITER_LOCK);
    }

    /** Registers the feed if it is new; to be asked outside a transaction first, as the answer is remembered. */
    int feedNumber(FeedId feed) {
        return feeds.computeIfAbsent(feed, this::numberOf);
    }

    private int numberOf(FeedId feed) {
        jdbc.update("insert into ledger.feed (name) values (?) on conflict do nothing", feed.value());
        return jdbc.queryForList("select id from ledger.feed where name = ?", Integer.class, feed.value())
                .get(0);
    }

    /** @return rows done, or null if the message is not in processing */
    @Nullable
    Integer rowsDone(long messageId) {
        return jdbc
                .queryForList(
                        "select rows_done from ledger.intake where message_id = ? and status = 1 for update",
                        Integer.class,
                        messageId)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Of some messages those that were taken up before: whether they are in processing still. */
    Map<Long, Boolean> takenUp(Collection<Long> messages) {
        var found = new HashMap<Long, Boolean>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(
                            "select message_id, status = 1 as open from ledger.intake where message_id = any (?)");
                    statement.setArray(1, connection.createArrayOf("int8", messages.toArray()));
                    return statement;
                },
                row -> {
                    found.put(row.getLong("message_id"), row.getBoolean("open"));
                });
        return found;
    }

    /** What is known of a feed's complaints, by source record number. */
    Map<String, Dossier> known(FeedId feed, Collection<String> numbers) {
        var found = new HashMap<String, Dossier>();
        if (!numbers.isEmpty()) {
            jdbc.query(
                    connection -> withArray(
                            connection,
                            DOSSIER
                                    + ", source_record_no from ledger.record where source_record_no = any (?) and feed = ?",
                            "text",
                            numbers.toArray(),
                            feedNumber(feed)),
                    row -> {
                        found.put(row.getString("source_record_no"), dossier(row));
                    });
        }
        return found;
    }

    /** Complaints in force that other feeds told, by the key of their matter, oldest first. */
    Map<UUID, List<Decider.Lead>> leads(FeedId feed, Collection<UUID> matters) {
        var found = new HashMap<UUID, List<Decider.Lead>>();
        if (!matters.isEmpty()) {
            jdbc.query(
                    connection -> withArray(
                            connection,
                            DOSSIER + " from ledger.record where matter = any (?) and feed <> ? and state = 1",
                            "uuid",
                            matters.toArray(),
                            feedNumber(feed)),
                    row -> {
                        var matter = matter(row);
                        if (matter != null) {
                            found.computeIfAbsent(matter.key(), key -> new ArrayList<>())
                                    .add(new Decider.Lead(matter, recordId(row)));
                        }
                    });
        }
        found.values()
                .forEach(leads -> leads.sort(comparingLong(lead -> lead.id().sequence())));
        return found;
    }

    private static PreparedStatement withArray(Connection connection, String sql, String type, Object[] array, int feed)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setArray(1, connection.createArrayOf(type, array));
        statement.setInt(2, feed);
        return statement;
    }

    /** The digest of a complaint that was written before digests had a key is brought under it. */
    Dossier dossier(ResultSet row) throws SQLException {
        var content = row.getObject("content", UUID.class);
        return Dossier.stored(
                recordId(row),
                row.getInt("revision"),
                row.getObject("version", Long.class),
                row.getBoolean("content_keyed") ? content : seal.keyed(content),
                Dossier.State.ofCode(row.getInt("state")),
                row.getObject("lead", Long.class),
                row.getBoolean("national"),
                matter(row));
    }

    static RecordId recordId(ResultSet row) throws SQLException {
        return new RecordId(row.getObject("opened_on", LocalDate.class), row.getString("channel"), row.getLong("id"));
    }

    static @Nullable Matter matter(ResultSet row) throws SQLException {
        var key = row.getObject("matter", UUID.class);
        return key == null
                ? null
                : new Matter(
                        key,
                        row.getObject("complainant_code", Long.class),
                        row.getObject("complainant_name", Long.class));
    }
}
