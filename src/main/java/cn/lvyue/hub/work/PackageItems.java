package cn.lvyue.hub.work;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a platform said of each record of a package. */
@Repository
public class PackageItems {
    private final JdbcClient jdbc;

    PackageItems(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A record in a package.
     *
     * @param dueNo its place in the package
     * @param state SEALED, SENT, RECEIPTED or REFUSED
     * @param code the platform's reason for refusing it, with its words
     */
    public record Item(
            long dueNo,
            RecordId recordId,
            int revision,
            DueKind kind,
            String state,
            String feed,
            String sourceRecordNo,
            @Nullable String platformId,
            @Nullable String code,
            @Nullable String message) {}

    /** In the order of the package. @param after the place of the last that was shown, 0 for the start; @param limit 1 to 1,000 */
    public List<Item> of(UUID packageId, long after, int limit) {
        return jdbc.sql("select * from work.package_item where package_id = ? and due_no > ? order by due_no limit ?")
                .params(packageId, after, limit)
                .query(PackageItems::item)
                .list();
    }

    private static Item item(ResultSet row, int n) throws SQLException {
        return new Item(
                row.getLong("due_no"),
                new RecordId(
                        row.getObject("opened_on", LocalDate.class),
                        row.getString("channel"),
                        row.getLong("record_id")),
                row.getInt("revision"),
                DueKind.ofCode(row.getInt("kind")),
                row.getString("state"),
                row.getString("feed"),
                row.getString("source_record_no"),
                row.getString("platform_id"),
                row.getString("code"),
                row.getString("message"));
    }
}
