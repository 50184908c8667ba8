package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was laid down and which receipt files came: the memory of carriers whose platform does not answer. */
@Component
class LaidStore {
    private final JdbcClient jdbc;

    LaidStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param seenAt when it was surely visible; null when that is open */
    record Laid(String name, Instant at, @Nullable Instant seenAt) {}

    /** A receipt file as it came. */
    record ReceiptFile(String name, String sm3, String content) {}

    /** Committed before the package becomes visible. */
    void lay(UUID packageId, String name, Instant now) {
        jdbc.sql("""
                        insert into delivery.laid (package_id, name, laid_at) values (?, ?, ?)
                        on conflict (package_id) do update set name = excluded.name, laid_at = excluded.laid_at, seen_at = null
                        """).params(packageId, name, Timestamp.from(now)).update();
    }

    void seen(UUID packageId, Instant now) {
        jdbc.sql("update delivery.laid set seen_at = ? where package_id = ? and seen_at is null")
                .params(Timestamp.from(now), packageId)
                .update();
    }

    Optional<Laid> laid(UUID packageId) {
        return jdbc.sql("select name, laid_at, seen_at from delivery.laid where package_id = ?")
                .param(packageId)
                .query((row, number) -> new Laid(
                        row.getString("name"), row.getTimestamp("laid_at").toInstant(), instant(row, "seen_at")))
                .optional();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /** How many records a package has; empty for one the hub never made for this target. */
    Optional<Integer> records(Target target, UUID packageId) {
        return jdbc.sql("select records from delivery.package where target = ? and id = ?")
                .params(target.code(), packageId)
                .query(Integer.class)
                .optional();
    }

    void keep(Target target, UUID packageId, ReceiptFile file, Instant now) {
        jdbc.sql("""
                        insert into delivery.receipt_file (target, package_id, name, sm3, content, seen_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(target.code(), packageId, file.name(), file.sm3(), file.content(), Timestamp.from(now))
                .update();
    }

    /** In the order they came. @param since when the package was laid */
    List<ReceiptFile> receiptFiles(Target target, UUID packageId, Instant since) {
        return jdbc.sql("""
                        select name, sm3, content from delivery.receipt_file
                        where target = ? and package_id = ? and seen_at >= ? order by no limit 1000
                        """)
                .params(target.code(), packageId, Timestamp.from(since))
                .query((row, number) -> new ReceiptFile(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }
}
