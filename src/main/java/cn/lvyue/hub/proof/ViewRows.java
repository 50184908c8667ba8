package cn.lvyue.hub.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of a view whose key is {@code id}, each of which is a leaf. */
abstract class ViewRows implements LeafRows {
    private final JdbcClient jdbc;
    private final Kind kind;
    private final String view;
    private final String at;

    /** @param view its name, and {@code at} that of the column that tells when a row was made: fixed texts, parts of the SQL */
    ViewRows(JdbcClient jdbc, Kind kind, String view, String at) {
        this.jdbc = jdbc;
        this.kind = kind;
        this.view = view;
        this.at = at;
    }

    /** The row the result stands at. */
    abstract Row row(ResultSet row) throws SQLException;

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public List<Row> after(long id, int limit) {
        return jdbc.sql("select * from " + view + " where id > ? order by id limit ?")
                .params(id, limit)
                .query((row, n) -> row(row))
                .list();
    }

    @Override
    public List<Row> of(long[] ids) {
        return jdbc.sql("select * from " + view + " where id = any (?) order by id")
                .param(Arrays.stream(ids).boxed().toArray(Long[]::new))
                .query((row, n) -> row(row))
                .list();
    }

    @Override
    public long[] ids(long low, long high, int limit) {
        return jdbc
                .sql("select id from " + view + " where id between ? and ? order by id limit ?")
                .params(low, high, limit)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Override
    public Optional<Instant> oldestAfter(long id) {
        return jdbc.sql("select " + at + " from " + view + " where id > ? order by id limit 1")
                .param(id)
                .query(OffsetDateTime.class)
                .optional()
                .map(LeafRows::instant);
    }
}
