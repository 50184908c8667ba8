package cn.lvyue.hub.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of the audit as leaves. */
@Repository
class AuditRows extends ViewRows {
    AuditRows(JdbcClient jdbc) {
        super(jdbc, Kind.AUDIT, "proof.audit", "at");
    }

    @Override
    Row row(ResultSet row) throws SQLException {
        var audit = new LeafText.AuditRow(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("address"),
                row.getString("action"),
                row.getString("what"),
                row.getString("result"),
                row.getString("more"));
        return new Row(audit.id(), LeafText.audit(audit).toBytes(), false, 0, new byte[0]);
    }
}
