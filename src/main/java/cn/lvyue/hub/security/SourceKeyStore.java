package cn.lvyue.hub.security;

import cn.lvyue.hub.record.FeedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys of sources, their secrets encrypted. */
@Repository
class SourceKeyStore {
    private static final String KEY =
            "select id, key_id, feed, algorithm, secret, sealed_by, created_at, created_by, not_before, expires_at,"
                    + " revoked_at, last_used_at from security.source_key ";

    private final JdbcClient jdbc;

    SourceKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row. @param sealedBy fingerprint of what the secret is encrypted with */
    record Row(long no, SourceKey key, byte[] secret, String sealedBy) {}

    void add(SourceKey key, byte[] sealed, String sealedBy) {
        jdbc.sql("""
                        insert into security.source_key (key_id, feed, algorithm, secret, sealed_by, created_at, created_by,
                            not_before, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        key.keyId(),
                        key.feed().value(),
                        key.algorithm().name(),
                        sealed,
                        sealedBy,
                        utc(key.createdAt()),
                        key.createdBy(),
                        utc(key.notBefore()),
                        utc(key.expiresAt()))
                .update();
    }

    /** A feed's keys, oldest first. */
    List<SourceKey> of(FeedId feed) {
        return jdbc
                .sql(KEY + "where feed = ? order by id")
                .param(feed.value())
                .query(SourceKeyStore::row)
                .list()
                .stream()
                .map(Row::key)
                .toList();
    }

    List<FeedId> feeds() {
        return jdbc.sql("select distinct feed from security.source_key order by feed")
                .query((row, n) -> new FeedId(row.getString(1)))
                .list();
    }

    /** Keys that are valid or were until some time. */
    List<Row> validAfter(Instant time) {
        return jdbc.sql(KEY + "where expires_at > ? and (revoked_at is null or revoked_at > ?)")
                .params(utc(time), utc(time))
                .query(SourceKeyStore::row)
                .list();
    }

    /** A key, held for the transaction. */
    Optional<SourceKey> lock(FeedId feed, String keyId) {
        return jdbc.sql(KEY + "where feed = ? and key_id = ? for update")
                .params(feed.value(), keyId)
                .query(SourceKeyStore::row)
                .optional()
                .map(Row::key);
    }

    void expire(String keyId, Instant at) {
        jdbc.sql("update security.source_key set expires_at = least(expires_at, ?) where key_id = ?")
                .params(utc(at), keyId)
                .update();
    }

    void revoke(String keyId, Instant at) {
        jdbc.sql("update security.source_key set revoked_at = ? where key_id = ? and revoked_at is null")
                .params(utc(at), keyId)
                .update();
    }

    void used(long no, Instant at) {
        jdbc.sql("update security.source_key set last_used_at = ? where id = ? and coalesce(last_used_at < ?, true)")
                .params(utc(at), no, utc(at))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var key = new SourceKey(
                row.getString("key_id"),
                new FeedId(row.getString("feed")),
                Algorithm.valueOf(row.getString("algorithm")),
                instant(row, "created_at"),
                row.getString("created_by"),
                instant(row, "not_before"),
                instant(row, "expires_at"),
                maybe(row, "revoked_at"),
                maybe(row, "last_used_at"));
        return new Row(row.getLong("id"), key, row.getBytes("secret"), row.getString("sealed_by"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
