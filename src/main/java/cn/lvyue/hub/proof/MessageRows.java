package cn.lvyue.hub.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Archived messages as leaves. */
@Repository
class MessageRows extends ViewRows {
    private static final int IN = 1;
    private static final int MESSAGE = 1;

    MessageRows(JdbcClient jdbc) {
        super(jdbc, Kind.MESSAGE, "proof.message", "received_at");
    }

    @Override
    Row row(ResultSet row) throws SQLException {
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
