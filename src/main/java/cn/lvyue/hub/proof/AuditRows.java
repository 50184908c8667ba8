package cn.lvyue.hub.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of the audit as leaves. */
@Repository
class AuditRows implements LeafRows {
    private static final String ROW = "select * from proof.audit";

    private final JdbcClient jdbc;

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Kind kind() {
        return Kind.AUDIT;
    }

    @Override
    public List<Row> after(long id, int limit) {
        return jdbc.sql(ROW + " where id > ? order by id limit ?")
                .params(id, limit)
                .query(AuditRows::row)
                .list();
    }

    @Override
    public List<Row> of(long[] ids) {
        return jdbc.sql(ROW + " where id = any (?) order by id")
                .param(Arrays.stream(ids).boxed().toArray(Long[]::new))
                .query(AuditRows::row)
                .list();
    }

    @Override
    public long[] ids(long low, long high, int limit) {
        return jdbc
                .sql("select id from proof.audit where id between ? and ? order by id limit ?")
                .params(low, high, limit)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Override
    public Optional<Instant> oldestAfter(long id) {
        return jdbc.sql("select at from proof.audit where id > ? order by id limit 1")
                .param(id)
                .query(OffsetDateTime.class)
                .optional()
                .map(LeafRows::instant);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
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
