package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.ReturnMark;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Places of entries as two arrays of a statement, message ids and rows, for {@code unnest(?::bigint[], ?::int[])}. */
final class MarkArrays {
    private MarkArrays() {}

    static void set(PreparedStatement statement, int at, List<ReturnMark> marks) throws SQLException {
        var connection = statement.getConnection();
        statement.setArray(
                at,
                connection.createArrayOf(
                        "int8", marks.stream().map(ReturnMark::messageId).toArray()));
        statement.setArray(
                at + 1,
                connection.createArrayOf(
                        "int4", marks.stream().map(ReturnMark::row).toArray()));
    }
}
