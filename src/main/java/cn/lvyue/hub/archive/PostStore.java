package cn.lvyue.hub.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Keeps groups of small messages: once-key, message, bytes and place in the list of what waits, in one statement. */
@Repository
class PostStore {
    /**
     * The statement is its own transaction. What conflicts with an earlier once-key, of the table or of the same group, is left
     * out of the result. Numbers are drawn in the order of the arrays. The first line bounds the wait for a once-key that another
     * transaction is about to keep, so that one message cannot hold up the others for long.
     */
    private static final String KEEP = """
            with patience as materialized (select set_config('lock_timeout', ?, true)),
            post as materialized (
                select below + nextval('archive.message_number') as id, sorted.*
                from (select u.* from patience,
                        unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::int[],
                            ?::bytea[], ?::bytea[])
                        with ordinality u(feed, channel, at, filename, media_type, once_key, below, size, data_key, digest, body, n)
                    order by n) sorted),
            named as (
                insert into archive.once (feed, target, kind, once_key, message_id)
                select coalesce(feed, ''), 0, 1, once_key, id from post where once_key is not null
                on conflict do nothing
                returning message_id),
            kept as (
                insert into archive.message (id, direction, kind, feed, channel, received_at, filename, media_type, size,
                    digest, once_key)
                select id, 1, 1, feed, channel, at::timestamptz, filename, media_type, size, digest, once_key
                from post where once_key is null or id in (select message_id from named)
                returning id),
            bytes as (
                insert into archive.segment (message_id, number, bytes, data_key)
                select id, 0, body, data_key from post join kept using (id) where size > 0),
            listed as (
                insert into archive.waiting (message_id, feed) select id, feed from post join kept using (id))
            select n, id from post join kept using (id)""";

    /** The same for one post: PostgreSQL has less to plan and to sort, and most posts come alone. */
    private static final String KEEP_ONE = """
            with patience as materialized (select set_config('lock_timeout', ?, true)),
            post as materialized (
                select ? + nextval('archive.message_number') as id, ?::text as feed, ?::text as once_key, ?::bigint as size
                from patience),
            named as (
                insert into archive.once (feed, target, kind, once_key, message_id)
                select coalesce(feed, ''), 0, 1, once_key, id from post where once_key is not null
                on conflict do nothing
                returning message_id),
            kept as (
                insert into archive.message (id, direction, kind, feed, once_key, size, channel, received_at, filename, media_type,
                    digest)
                select id, 1, 1, feed, once_key, size, ?, ?, ?, ?, ?
                from post where once_key is null or exists (select from named)
                returning id, feed, size),
            bytes as (
                insert into archive.segment (message_id, number, bytes, data_key) select id, 0, ?, ? from kept where size > 0),
            listed as (insert into archive.waiting (message_id, feed) select id, feed from kept)
            select id from kept""";

    /** SQL states: lock not available in time, deadlock. */
    private static final Set<String> HELD = Set.of("55P03", "40P01");

    private final DataSource database;
    private final JdbcTemplate errors;

    PostStore(DataSource database) {
        this.database = database;
        this.errors = new JdbcTemplate(database);
    }

    /**
     * Commits before it returns, on a connection of its own: whatever transaction the calling thread may be in, the messages
     * of other threads are in the group too.
     *
     * @return the new message's id per post; empty where an earlier message has the once-key
     */
    List<Optional<Long>> keep(List<Post> posts, long lockPatienceMillis) {
        var patience = Long.toString(lockPatienceMillis);
        try (var connection = database.getConnection()) {
            return posts.size() == 1
                    ? List.of(keepOne(connection, posts.get(0), patience))
                    : keepGroup(connection, posts, patience);
        } catch (SQLException e) {
            if (HELD.contains(Objects.requireNonNullElse(e.getSQLState(), ""))) {
                throw new CannotAcquireLockException("a once-key is held by another transaction", e);
            }
            var known = errors.getExceptionTranslator().translate("keep messages", null, e);
            throw known == null ? new UncategorizedSQLException("keep messages", null, e) : known;
        }
    }

    private static Optional<Long> keepOne(Connection connection, Post post, String patience) throws SQLException {
        try (var statement = connection.prepareStatement(KEEP_ONE)) {
            var what = post.what();
            statement.setString(1, patience);
            statement.setLong(2, Month.of(what.at()).firstId());
            statement.setString(3, feed(what));
            statement.setString(4, what.onceKey());
            statement.setLong(5, post.size());
            statement.setString(6, what.channel());
            statement.setObject(7, OffsetDateTime.ofInstant(what.at(), ZoneOffset.UTC));
            statement.setString(8, what.filename());
            statement.setString(9, what.mediaType());
            statement.setBytes(10, post.digest());
            statement.setBytes(11, post.piece().bytes());
            statement.setInt(12, post.piece().dataKey());
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        }
    }

    private static List<Optional<Long>> keepGroup(Connection connection, List<Post> posts, String patience)
            throws SQLException {
        try (var statement = connection.prepareStatement(KEEP)) {
            statement.setString(1, patience);
            bind(connection, statement, posts);
            var ids = ids(statement);
            var kept = new ArrayList<Optional<Long>>(posts.size());
            for (int i = 1; i <= posts.size(); i++) {
                kept.add(Optional.ofNullable(ids.get(i)));
            }
            return kept;
        }
    }

    private static @Nullable String feed(Keeping what) {
        return what.feed() == null ? null : what.feed().value();
    }

    private static void bind(Connection connection, PreparedStatement statement, List<Post> posts) throws SQLException {
        var texts = List.<Function<Keeping, @Nullable String>>of(
                PostStore::feed,
                Keeping::channel,
                what -> what.at().toString(),
                Keeping::filename,
                Keeping::mediaType,
                Keeping::onceKey);
        int index = 2;
        for (var text : texts) {
            statement.setArray(index++, connection.createArrayOf("text", texts(posts, text)));
        }
        var numbers = List.<Map.Entry<String, Function<Post, Object>>>of(
                Map.entry("bigint", post -> Month.of(post.what().at()).firstId()),
                Map.entry("bigint", post -> (long) post.size()),
                Map.entry("int", post -> post.piece().dataKey()));
        for (var number : numbers) {
            var values = posts.stream().map(number.getValue()).toArray();
            statement.setArray(index++, connection.createArrayOf(number.getKey(), values));
        }
        var bytes = List.<Function<Post, byte[]>>of(
                Post::digest, post -> post.piece().bytes());
        for (var value : bytes) {
            statement.setArray(
                    index++,
                    connection.createArrayOf("bytea", posts.stream().map(value).toArray(byte[][]::new)));
        }
    }

    private static String[] texts(List<Post> posts, Function<Keeping, @Nullable String> text) {
        return posts.stream().map(post -> text.apply(post.what())).toArray(String[]::new);
    }

    private static Map<Integer, Long> ids(PreparedStatement statement) throws SQLException {
        var ids = new HashMap<Integer, Long>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.put(rows.getInt(1), rows.getLong(2));
            }
        }
        return ids;
    }
}
