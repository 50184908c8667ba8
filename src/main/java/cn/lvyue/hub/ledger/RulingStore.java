package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Rulings.Act;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** What waits for a ruling, and what was ruled; inside the caller's transaction, one query per question. */
@Repository
class RulingStore {
    /** A complaint's matter; one without any is confirmed as well. */
    private static final String MATTER = "coalesce(matter, '00000000-0000-0000-0000-000000000000'::uuid)";

    private final JdbcTemplate jdbc;

    RulingStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the ruling. @return its number */
    long add(Act act, int cases, Instant now) {
        return jdbc.queryForList(
                        "insert into ledger.ruling (id, at, author, ruling, reason, cases)"
                                + " values (ledger.next_ruling(), ?, ?, ?, ?, ?) returning id",
                        Long.class,
                        OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                        act.author(),
                        act.ruling().code(),
                        act.reason(),
                        cases)
                .get(0);
    }

    /** Of some source records those that went back and wait for a person or their sender, and as what. */
    Map<ReturnMark, Outcome> returned(List<ReturnMark> marks) {
        var found = new HashMap<ReturnMark, Outcome>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                        select r.message_id, r.row_no, r.outcome from unnest(?::bigint[], ?::int[]) k(message_id, row_no)
                            join ledger.returned r on r.message_id = k.message_id and r.row_no = k.row_no
                        where r.corrected_by_message is null and r.ruling is null and r.outcome in (5, 7)\
                        """);
                    MarkArrays.set(statement, 1, marks);
                    return statement;
                },
                row -> {
                    found.put(
                            new ReturnMark(row.getLong("message_id"), row.getInt("row_no")),
                            Outcome.ofCode(row.getInt("outcome")));
                });
        return found;
    }

    /** Of some complaints those linked as duplicates of a lead, and nobody has confirmed it. */
    Set<Long> linked(Collection<Long> records) {
        return new HashSet<>(jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("select id from ledger.record where id = any (?)"
                            + " and state = 3 and same_as is distinct from " + MATTER);
                    statement.setArray(1, connection.createArrayOf("int8", records.toArray()));
                    return statement;
                },
                (row, n) -> row.getLong("id")));
    }

    /** Of some complaints those that look like an older one in force, which is named. */
    Map<Long, Long> alike(Collection<Long> records) {
        var found = new HashMap<Long, Long>();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                        select a.record_id, a.other from ledger.look_alike a
                            join ledger.record r on r.id = a.record_id join ledger.record o on o.id = a.other
                        where a.record_id = any (?) and a.ruling is null and r.state = 1 and o.state = 1
                            and r.matter = a.matter and o.matter = a.matter\
                        """);
                    statement.setArray(1, connection.createArrayOf("int8", records.toArray()));
                    return statement;
                },
                row -> {
                    found.put(row.getLong("record_id"), row.getLong("other"));
                });
        return found;
    }

    /** What waited no longer does. */
    void closeReturned(long ruling, List<ReturnMark> marks) {
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(
                    "update ledger.returned r set ruling = ? from unnest(?::bigint[], ?::int[]) k(message_id, row_no)"
                            + " where r.message_id = k.message_id and r.row_no = k.row_no");
            statement.setLong(1, ruling);
            MarkArrays.set(statement, 2, marks);
            return statement;
        });
    }

    /** These duplicates are confirmed as long as they are of the same matter; no look-alike is asked for again. */
    void closeRecords(long ruling, List<Long> records) {
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(
                    "update ledger.record set same_as = " + MATTER + " where id = any (?) and state = 3");
            statement.setArray(1, connection.createArrayOf("int8", records.toArray()));
            return statement;
        });
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(
                    "update ledger.look_alike set ruling = ? where record_id = any (?) and ruling is null");
            statement.setLong(1, ruling);
            statement.setArray(2, connection.createArrayOf("int8", records.toArray()));
            return statement;
        });
    }

    /** What was told apart from its lead is not asked about again as its look-alike while it is of the same matter. */
    void tellApart(long ruling, Map<Long, Long> leads, Instant now) {
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("""
                insert into ledger.look_alike (record_id, other, matter, seen_at, ruling)
                select r.id, k.lead, r.matter, ?, ? from unnest(?::bigint[], ?::bigint[]) k(id, lead)
                    join ledger.record r on r.id = k.id and r.matter is not null
                on conflict (record_id) do update set other = excluded.other, matter = excluded.matter, ruling = excluded.ruling\
                """);
            statement.setObject(1, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            statement.setLong(2, ruling);
            statement.setArray(
                    3, connection.createArrayOf("int8", leads.keySet().toArray()));
            statement.setArray(
                    4, connection.createArrayOf("int8", leads.values().toArray()));
            return statement;
        });
    }

    /** Duplicates of what is a duplicate itself now follow it to its lead. */
    void followLeads(List<Long> records) {
        jdbc.update(connection -> {
            var statement = connection.prepareStatement("update ledger.record f set lead = r.lead from ledger.record r"
                    + " where r.id = any (?) and r.state = 3 and f.lead = r.id");
            statement.setArray(1, connection.createArrayOf("int8", records.toArray()));
            return statement;
        });
    }
}
