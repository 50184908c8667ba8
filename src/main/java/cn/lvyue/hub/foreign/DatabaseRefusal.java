package cn.lvyue.hub.foreign;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What to do about a refusal of a database, by its SQLSTATE (ISO/IEC 9075-2, and the classes PostgreSQL adds). Either may be empty. */
record DatabaseRefusal(String zh, String en) {
    private static final Set<String> MISSING = Set.of("42P01", "3F000", "42S02");
    private static final DatabaseRefusal OTHER = new DatabaseRefusal("", "");

    static DatabaseRefusal of(SQLException told) {
        var refused = behindThePool(told);
        if (isMissing(refused)) {
            return new DatabaseRefusal("没有此表，请核对 schema 和 table；", "no such table: check schema and table; ");
        }
        var state = String.valueOf(refused.getSQLState());
        return switch (state) {
            case "42501" ->
                new DatabaseRefusal(
                        "没有权限，请对方授予 USAGE、SELECT，写回另需状态列的 UPDATE；",
                        "no right: ask for USAGE and SELECT, to write back also UPDATE on the status columns; ");
            case "3D000" -> new DatabaseRefusal("没有此数据库，请核对 url；", "no such database: check url; ");
            case "57014" ->
                new DatabaseRefusal(
                        "超过 statement-timeout，请核对时间列有无索引；",
                        "longer than statement-timeout: look for an index on the time column; ");
            default -> ofClass(state);
        };
    }

    private static DatabaseRefusal ofClass(String state) {
        if (state.startsWith("28")) {
            return new DatabaseRefusal("登录被拒，请核对 username 和 password；", "login refused: check username and password; ");
        }
        return state.startsWith("08")
                ? new DatabaseRefusal("连接不上，请核对 url、网络和对方服务；", "cannot be reached: check url, network and server; ")
                : OTHER;
    }

    /** Whether a table or schema is not there. */
    static boolean isMissing(SQLException refused) {
        return MISSING.contains(String.valueOf(refused.getSQLState()));
    }

    /** The pool says only that it waited; why, the database said. */
    static SQLException behindThePool(SQLException told) {
        return told instanceof SQLTransientConnectionException && told.getCause() instanceof SQLException cause
                ? cause
                : told;
    }
}
