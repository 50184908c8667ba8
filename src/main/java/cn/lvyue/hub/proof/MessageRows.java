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

/** Archived messages as leaves. */
@Repository
class MessageRows implements LeafRows {
    private static final int IN = 1;
    private static final int MESSAGE = 1;
    private static final String ROW = "select * from proof.message";

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Kind kind() {
        return Kind.MESSAGE;
    }

    @Override
    public List<Row> after(long id, int limit) {
        return jdbc.sql(ROW + " where id > ? order by id limit ?")
                .params(id, limit)
                .query(MessageRows::row)
                .list();
    }

    @Override
    public List<Row> of(long[] ids) {
        return jdbc.sql(ROW + " where id = any (?) order by id")
                .param(Arrays.stream(ids).boxed().toArray(Long[]::new))
                .query(MessageRows::row)
                .list();
    }

    @Override
    public long[] ids(long low, long high, int limit) {
        return jdbc
                .sql("select id from proof.message where id between ? and ? order by id limit ?")
                .params(low, high, limit)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
    }

    @Override
    public Optional<Instant> oldestAfter(long id) {
        return jdbc.sql("select received_at from proof.message where id > ? order by id limit 1")
                .param(id)
                .query(OffsetDateTime.class)
                .optional()
                .map(LeafRows::instant);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var feed = row.getString("feed");
        int direction = row.getInt("direction");
        int type = row.getInt("kind");
        var message = new LeafText.Message(
                row.getLong("id"),
                direction,
                type,
                feed,
                row.getObject("target", Integer.class),
                row.getString("channel"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("filename"),
                row.getString("media_type"),
                row.getLong("size"),
                row.getBytes("digest"));
        return new Row(
                message.id(),
                LeafText.message(message).toBytes(),
                feed != null && direction == IN && type == MESSAGE,
                message.size(),
                message.digest());
    }
}
