package cn.lvyue.hub.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Row counts and order-independent checksums over the finished tables: equal sums, equal work. Left out is what may differ
 * between two right runs: the hub's own numbers, the time, the wording of places, how bodies are stored; and what went out.
 */
record LedgerSums(Map<String, String> byTable) {
    private static final Map<String, String> CONTENTS = Map.of(
            "message", "size, digest",
            "entry", "row_no, source_record_no, outcome, revision, findings is null, fields",
            "record",
                    "source_record_no, channel, revision, version, content is null, state, national, matter, complainant_code,"
                            + " complainant_name",
            "revision", "revision, row_no, standing, fields",
            "due", "target, revision, kind");

    /** @param archive schema of message and segment; @param ledger schema of the other tables */
    static LedgerSums of(Connection connection, String archive, String ledger) throws SQLException {
        var sums = new TreeMap<String, String>();
        for (var table : CONTENTS.entrySet()) {
            var schema = table.getKey().equals("message") ? archive : ledger;
            sums.put(
                    table.getKey(),
                    query(
                            connection,
                            "select count(*) || ' rows, sum ' || coalesce(sum(hashtextextended(concat_ws('|', %s), 0)"
                                            .formatted(table.getValue())
                                    + "::numeric), 0) from " + schema + "." + table.getKey()
                                    + (table.getKey().equals("message") ? " where direction = 1" : "")));
        }
        sums.put(
                "segment",
                query(
                        connection,
                        "select count(*) || ' pieces' from %1$s.segment join %1$s.message on id = message_id where direction = 1"
                                .formatted(archive)));
        return new LedgerSums(sums);
    }

    static LedgerSums of(Connection connection) throws SQLException {
        return of(connection, "archive", "ledger");
    }

    /** @throws IllegalStateException naming the tables that differ */
    void requireSame(LedgerSums other, String whose) {
        for (var sum : byTable.entrySet()) {
            if (!sum.getValue().equals(other.byTable.get(sum.getKey()))) {
                throw new IllegalStateException("%s has other rows in %s: %s instead of %s"
                        .formatted(whose, sum.getKey(), other.byTable.get(sum.getKey()), sum.getValue()));
            }
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
