package cn.lvyue.hub.ledger;

import static java.util.Comparator.comparingLong;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReturnMark;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What doing records again needs to know beyond what a first decision does; one query per chunk and question. */
@Repository
class ReplayStore {
    private static final String INDEXES_ONLY = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                set_config('enable_mergejoin', 'off', true)""";

    private static final String ORIGINS = """
            select v.record_id, v.message_id, v.row_no, v.corrects
            from unnest(?::bigint[], ?::int[]) k(record_id, revision)
                join ledger.revision v on v.record_id = k.record_id and v.revision = k.revision""";

    private static final String BEFORE = """
            select e.message_id, e.row_no, e.outcome from unnest(?::bigint[], ?::int[]) k(message_id, row_no)
                join ledger.entry e on e.message_id = k.message_id and e.row_no = k.row_no""";

    private static final String ANSWER = """
            update ledger.returned r set corrected_by_message = k.message_id, corrected_by_row = k.row_no,
                corrected_outcome = k.outcome, corrected_at = ?
            from unnest(?::bigint[], ?::int[], ?::smallint[]) k(message_id, row_no, outcome)
            where r.message_id = k.message_id and r.row_no = k.row_no and r.corrected_by_message is null""";

    private static final String PLANNED_LEADS = LedgerStore.DOSSIER + """
             from ledger.record r where matter = any (?) and feed <> ? and state = 1
                and not exists (select from ledger.planned p
                    where p.plan = ? and p.feed = r.feed and p.source_record_no = r.source_record_no)
            union all
            """ + LedgerStore.DOSSIER
            + " from ledger.planned where matter = any (?) and feed <> ? and state = 1 and plan = ?";

    private final JdbcTemplate jdbc;
    private final LedgerStore store;
    /** Of the plan that was begun here last. */
    private volatile PlannedNumbers touched = new PlannedNumbers(0);

    ReplayStore(JdbcTemplate jdbc, LedgerStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** For a plan, which writes no outcomes and holds up nobody. */
    void walkIndexes() {
        jdbc.query(INDEXES_ONLY, row -> {});
    }

    /** Rows of messages that a replay has done; a message of which it has done none is left out. */
    Map<Long, Integer> doneUpTo(long replay, Collection<Long> messages) {
        var done = new HashMap<Long, Integer>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            select m.id, (select max(row_no) from ledger.replayed p where p.replay = ? and p.message_id = m.id) as row_no
                            from unnest(?::bigint[]) m(id)""");
                    statement.setLong(1, replay);
                    statement.setArray(2, connection.createArrayOf("int8", messages.toArray()));
                    return statement;
                },
                row -> {
                    int last = row.getInt("row_no");
                    if (last > 0) {
                        done.put(row.getLong("id"), last);
                    }
                });
        return done;
    }

    /** Tells complaints which source record their present revision was read from. */
    void tellOrigins(Collection<Dossier> dossiers) {
        var byId = new HashMap<Long, Dossier>();
        for (var dossier : dossiers) {
            if (dossier.origin() == null) {
                byId.put(dossier.id().sequence(), dossier);
            }
        }
        if (byId.isEmpty()) {
            return;
        }
        var asked = List.copyOf(byId.values());
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(ORIGINS);
                    statement.setArray(
                            1,
                            connection.createArrayOf(
                                    "int8",
                                    asked.stream()
                                            .map(dossier -> dossier.id().sequence())
                                            .toArray()));
                    statement.setArray(
                            2,
                            connection.createArrayOf(
                                    "int4",
                                    asked.stream().map(Dossier::revision).toArray()));
                    return statement;
                },
                row -> {
                    var dossier = byId.get(row.getLong("record_id"));
                    if (dossier != null) {
                        dossier.madeFrom(new Dossier.Origin(
                                row.getLong("message_id"), row.getInt("row_no"), row.getBoolean("corrects")));
                    }
                });
    }

    /** What became of source records when they came in; those that were never read are left out. */
    Map<ReturnMark, Outcome> before(List<ReturnMark> records) {
        var found = new HashMap<ReturnMark, Outcome>();
        if (!records.isEmpty()) {
            jdbc.query(
                    connection -> {
                        var statement = connection.prepareStatement(BEFORE);
                        MarkArrays.set(statement, 1, records);
                        return statement;
                    },
                    row -> {
                        found.put(
                                new ReturnMark(row.getLong("message_id"), row.getInt("row_no")),
                                Outcome.ofCode(row.getInt("outcome")));
                    });
        }
        return found;
    }

    /** Closes what went back and is in order now, without its sender having done anything. */
    void answer(Map<ReturnMark, Outcome> inOrder, Instant now) {
        if (inOrder.isEmpty()) {
            return;
        }
        var entries = List.copyOf(inOrder.entrySet());
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(ANSWER);
            statement.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            MarkArrays.set(statement, 2, entries.stream().map(Map.Entry::getKey).toList());
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "int2",
                            entries.stream()
                                    .map(entry -> (short) entry.getValue().code())
                                    .toArray()));
            return statement;
        });
    }

    /** Complaints of a feed as a plan would have left them by now. */
    Map<String, Dossier> planned(long plan, FeedId feed, Collection<String> numbers) {
        var found = new HashMap<String, Dossier>();
        var touchedOnes = touched.among(plan, store.feedNumber(feed), numbers);
        if (touchedOnes.isEmpty()) {
            return found;
        }
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(LedgerStore.DOSSIER
                            + ", source_record_no, message_id, row_no, corrects from ledger.planned"
                            + " where plan = ? and feed = ? and source_record_no = any (?)");
                    statement.setLong(1, plan);
                    statement.setInt(2, store.feedNumber(feed));
                    statement.setArray(3, connection.createArrayOf("text", touchedOnes.toArray()));
                    return statement;
                },
                row -> {
                    var dossier = store.dossier(row);
                    dossier.madeFrom(new Dossier.Origin(
                            row.getLong("message_id"), row.getInt("row_no"), row.getBoolean("corrects")));
                    found.put(row.getString("source_record_no"), dossier);
                });
        return found;
    }

    /** As {@link LedgerStore#leads}, with what the plan would have left by now. */
    Map<UUID, List<Decider.Lead>> plannedLeads(long plan, FeedId feed, Collection<UUID> matters) {
        var found = new HashMap<UUID, List<Decider.Lead>>();
        if (!matters.isEmpty()) {
            jdbc.query(
                    connection -> {
                        var statement = connection.prepareStatement(PLANNED_LEADS);
                        for (int at : new int[] {1, 4}) {
                            statement.setArray(at, connection.createArrayOf("uuid", matters.toArray()));
                            statement.setInt(at + 1, store.feedNumber(feed));
                            statement.setLong(at + 2, plan);
                        }
                        return statement;
                    },
                    row -> {
                        var matter = LedgerStore.matter(row);
                        if (matter != null) {
                            found.computeIfAbsent(matter.key(), key -> new ArrayList<>())
                                    .add(new Decider.Lead(matter, LedgerStore.recordId(row)));
                        }
                    });
        }
        found.values()
                .forEach(leads -> leads.sort(comparingLong(lead -> lead.id().sequence())));
        return found;
    }

    /** Makes room for complaints the plan changes, some of them once more. */
    void forgetPlanned(long plan, int feed, Collection<String> numbers) {
        var known = touched;
        var touchedOnes = known.among(plan, feed, numbers);
        known.add(plan, feed, numbers);
        if (touchedOnes.isEmpty()) {
            return;
        }
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(
                    "delete from ledger.planned where plan = ? and feed = ? and source_record_no = any (?)");
            statement.setLong(1, plan);
            statement.setInt(2, feed);
            statement.setArray(3, connection.createArrayOf("text", touchedOnes.toArray()));
            return statement;
        });
    }

    /** From here on it is known which complaints the plan has touched. */
    void forgetPlan(long plan) {
        jdbc.update("delete from ledger.planned where plan = ?", plan);
        touched = new PlannedNumbers(plan);
    }
}
