package cn.lvyue.hub.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what became of source records, in the order of their rows. */
@Repository
class LedgerRows {
    private static final String COLUMNS =
            "select message_id, row_no, place, source_record_no, effect, outcome, record_id,"
                    + " revision, duplicate_of, standing, findings, fields, personal from ";

    private final JdbcClient jdbc;
    private final PlainRecords plain;

    LedgerRows(JdbcClient jdbc, PlainRecords plain) {
        this.jdbc = jdbc;
        this.plain = plain;
    }

    /** Rows of one message behind one of them. @param replay 0 for the first outcome */
    List<LedgerRow> after(long message, long replay, int row, int limit) {
        var rows = replay == 0
                ? jdbc.sql(COLUMNS + "proof.entry where message_id = ? and row_no > ? order by row_no limit ?")
                        .params(message, row, limit)
                : jdbc.sql(COLUMNS + "proof.replayed where replay = ? and message_id = ? and row_no > ?"
                                + " order by row_no limit ?")
                        .params(replay, message, row, limit);
        return rows.query(this::row).list();
    }

    /** All rows of messages that have few; looked up message by message, for a planner without statistics would read all there are. */
    Map<Long, List<LedgerRow>> of(List<Long> messages) {
        var found = new TreeMap<Long, List<LedgerRow>>();
        jdbc.sql(
                        COLUMNS + "unnest(?::bigint[]) k(id) cross join lateral"
                                + " (select * from proof.entry e where e.message_id = k.id offset 0) e order by message_id, row_no")
                .param(messages.toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getLong("message_id"), id -> new java.util.ArrayList<>())
                            .add(row(row, 0));
                });
        return found;
    }

    private LedgerRow row(ResultSet row, int number) throws SQLException {
        return new LedgerRow(
                row.getInt("row_no"),
                row.getString("place"),
                row.getString("source_record_no"),
                row.getObject("effect", Integer.class),
                row.getInt("outcome"),
                row.getObject("record_id", Long.class),
                row.getObject("revision", Integer.class),
                row.getObject("duplicate_of", Long.class),
                row.getObject("standing", Integer.class),
                plain.findings(row.getString("findings")),
                plain.fields(
                        row.getString("fields"),
                        row.getBytes("personal"),
                        row.getLong("message_id"),
                        row.getInt("row_no")));
    }
}
