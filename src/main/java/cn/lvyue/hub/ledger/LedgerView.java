package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the ledger for people and systems. */
@Repository
class LedgerView implements Ledger, FindingGroups, RecordNames {
    private static final int MOST_SIGHTINGS = 1_000;

    private static final String ENTRY = """
        select e.message_id, e.row_no, e.place, e.source_record_no, e.revision, e.outcome, e.findings,
            r.id, r.opened_on, r.channel, l.id as lead_id, l.opened_on as lead_opened_on, l.channel as lead_channel
        from ledger.entry e
            left join ledger.record r on r.id = e.record_id
            left join ledger.record l on l.id = e.duplicate_of\
        """;

    private final JdbcClient jdbc;
    private final PersonalSeal seal;
    private final FindingsJson json;

    LedgerView(JdbcClient jdbc, PersonalSeal seal) {
        this.seal = seal;
        this.json = new FindingsJson(seal);
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ReadWith> readWith(long messageId) {
        return jdbc.sql("select mapping, pack from ledger.intake where message_id = ?")
                .param(messageId)
                .query((row, n) -> new ReadWith(row.getString("mapping"), row.getString("pack")))
                .optional();
    }

    @Override
    public Optional<Account> account(long messageId) {
        return jdbc.sql("select * from ledger.intake where message_id = ?")
                .param(messageId)
                .query((row, n) -> new Account(
                        IntakeStatus.ofCode(row.getInt("status")).shown(),
                        row.getInt("rows_done"),
                        counts(row, Integer.class),
                        json.read(row.getString("findings")),
                        row.getString("failure")))
                .optional();
    }

    static <N> Map<Outcome, N> counts(ResultSet row, Class<N> type) throws SQLException {
        var counts = new EnumMap<Outcome, N>(Outcome.class);
        for (var outcome : Outcome.values()) {
            counts.put(outcome, row.getObject(outcome.name().toLowerCase(Locale.ROOT), type));
        }
        return counts;
    }

    @Override
    public List<Entry> entries(long messageId, @Nullable Outcome outcome, int afterRow, int limit) {
        var only = outcome == null ? "" : " and e.outcome = " + outcome.code();
        return jdbc.sql(ENTRY + " where e.message_id = ? and e.row_no > ?" + only + " order by e.row_no limit ?")
                .params(messageId, afterRow, limit)
                .query(this::entry)
                .list();
    }

    @Override
    public List<Group> groups(long messageId) {
        return jdbc.sql("""
            select f ->> 'code' as code, min(f ->> 'severity') as severity, count(distinct e.row_no) as records,
                min(e.row_no) as first_row
            from ledger.entry e cross join lateral json_array_elements(e.findings) f
            where e.message_id = ? and e.row_no <= ? and e.findings is not null
            group by 1 order by 3 desc, 1\
            """)
                .params(messageId, COUNTED)
                .query((row, n) -> new Group(
                        row.getString("code"),
                        row.getString("severity"),
                        row.getLong("records"),
                        row.getInt("first_row")))
                .list();
    }

    @Override
    public List<Entry> withFinding(long messageId, String code, int afterRow, int limit) {
        return jdbc.sql(ENTRY + " " + """
            where e.message_id = ? and e.row_no > ? and e.findings is not null
                and exists (select from json_array_elements(e.findings) f where f ->> 'code' = ?)
            order by e.row_no limit ?\
            """)
                .params(messageId, afterRow, code, limit)
                .query(this::entry)
                .list();
    }

    private Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getInt("row_no"),
                row.getString("place"),
                row.getString("source_record_no"),
                recordId(row, ""),
                row.getObject("revision", Integer.class),
                Outcome.ofCode(row.getInt("outcome")),
                recordId(row, "lead_"),
                json.read(row.getString("findings")));
    }

    private static @Nullable RecordId recordId(ResultSet row, String prefix) throws SQLException {
        var id = row.getObject(prefix + "id", Long.class);
        return id == null
                ? null
                : new RecordId(
                        row.getObject(prefix + "opened_on", LocalDate.class), row.getString(prefix + "channel"), id);
    }

    @Override
    public Optional<KnownRecord> record(RecordId id) {
        return record(id.toString());
    }

    @Override
    public Optional<KnownRecord> record(String recordId) {
        return known("r.id = :id", Map.of("id", RecordId.sequenceIn(recordId)))
                .filter(found -> found.recordId().toString().equals(recordId));
    }

    @Override
    public Optional<KnownRecord> record(FeedId feed, String sourceRecordNo) {
        return known("f.name = :feed and r.source_record_no = :no", Map.of("feed", feed.value(), "no", sourceRecordNo));
    }

    private Optional<KnownRecord> known(String where, Map<String, Object> params) {
        return jdbc.sql("""
                        select r.id, r.opened_on, r.channel, r.source_record_no, r.revision, f.name as feed,
                            coalesce(p.outcome, e.outcome) as outcome
                        from ledger.record r
                            join ledger.feed f on f.id = r.feed
                            join ledger.revision v on v.record_id = r.id and v.revision = r.revision
                            left join ledger.entry e on e.message_id = v.message_id and e.row_no = v.row_no
                            left join ledger.replayed p on p.replay = v.replay and p.message_id = v.message_id
                                and p.row_no = v.row_no
                        where %s""".formatted(where))
                .params(params)
                .query((row, n) -> {
                    var id = LedgerStore.recordId(row);
                    return new KnownRecord(
                            id,
                            new FeedId(row.getString("feed")),
                            row.getString("source_record_no"),
                            row.getInt("revision"),
                            Outcome.ofCode(row.getInt("outcome")),
                            links(id));
                })
                .optional();
    }

    /** Each side by its own index: asked for together, without statistics, every record there is would be looked at. */
    private List<Link> links(RecordId id) {
        return jdbc.sql("""
            select r.id, r.opened_on, r.channel from (
                    select lead as id from ledger.record where id = :id
                    union select id from (select id from ledger.record where lead = :id offset 0) followers
                ) linked cross join lateral (select * from ledger.record r where r.id = linked.id offset 0) r
            order by r.id limit 100\
            """)
                .param("id", id.sequence())
                .query((row, n) -> new Link(LedgerStore.recordId(row), "D002"))
                .list();
    }

    @Override
    public List<Revision> revisions(RecordId id) {
        return jdbc.sql("""
            select revision, at, message_id, row_no, standing, fields, personal, replay from ledger.revision
            where record_id = ? order by revision\
            """)
                .param(id.sequence())
                .query((row, n) -> new Revision(
                        row.getInt("revision"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getLong("message_id"),
                        row.getInt("row_no"),
                        Standing.ofCode(row.getInt("standing")),
                        seal.whole(
                                new PersonalSeal.Parted(row.getBytes("fields"), row.getBytes("personal")),
                                row.getLong("message_id"),
                                row.getInt("row_no")),
                        row.getObject("replay", Long.class)))
                .list();
    }

    @Override
    public List<Sighting> sightings(RecordId id, long afterMessage) {
        return jdbc.sql("select s.*, i.feed, i.started_at from (" + ENTRY + """
             where e.record_id = ? and e.message_id > ?) s
                join ledger.intake i using (message_id)
            order by message_id, row_no limit ?\
            """)
                .params(id.sequence(), afterMessage, MOST_SIGHTINGS)
                .query((row, n) -> new Sighting(
                        row.getLong("message_id"),
                        new FeedId(row.getString("feed")),
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        entry(row, n)))
                .list();
    }

    @Override
    public Map<Long, RecordId> of(Collection<Long> sequences) {
        var names = new HashMap<Long, RecordId>();
        jdbc.sql("select id, opened_on, channel from ledger.record where id = any (?)")
                .param(sequences.toArray(Long[]::new))
                .query(row -> {
                    names.put(row.getLong("id"), LedgerStore.recordId(row));
                });
        return names;
    }

    @Override
    public List<FeedBalance> balances() {
        return jdbc.sql("""
            select feed, sum(messages)::bigint as messages, sum(rows_done)::bigint as read, sum(accepted)::bigint as accepted,
                sum(updated)::bigint as updated, sum(duplicate)::bigint as duplicate, sum(stale)::bigint as stale,
                sum(conflict)::bigint as conflict, sum(rejected)::bigint as rejected, sum(parked)::bigint as parked
            from ledger.feed_day group by feed order by feed\
            """)
                .query((row, n) -> new FeedBalance(
                        new FeedId(row.getString("feed")),
                        row.getLong("messages"),
                        row.getLong("read"),
                        counts(row, Long.class)))
                .list();
    }
}
