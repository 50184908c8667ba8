package cn.lvyue.hub.evidence;

import cn.lvyue.hub.record.KeptElsewhere;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the views of schema {@code evidence} that tell what is archived about a record. */
@Repository
class EvidenceStore {
    private static final int MOST_AUDIT = 1_000;

    private final JdbcClient jdbc;

    EvidenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Archived bytes of any kind.
     *
     * @param kind 1 message, 2 package, 3 receipt, 4 statement
     * @param destroyed whether the bytes came of age and are gone
     */
    record Archived(
            long id,
            int direction,
            int kind,
            @Nullable String feed,
            String channel,
            Instant at,
            @Nullable String filename,
            @Nullable String mediaType,
            long size,
            String digest,
            boolean destroyed) {}

    record AuditRow(long id, Instant at, String actor, String action, String what, String result) {}

    Optional<Archived> archived(long id) {
        return jdbc.sql("select * from evidence.archived where id = ?")
                .param(id)
                .query(EvidenceStore::archived)
                .optional();
    }

    private static Archived archived(ResultSet row, int number) throws SQLException {
        return new Archived(
                row.getLong("id"),
                row.getInt("direction"),
                row.getInt("kind"),
                row.getString("feed"),
                row.getString("channel"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("filename"),
                row.getString("media_type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("digest")),
                row.getBoolean("destroyed"));
    }

    /** Whether part of some days is in a month that was taken out of the database; then nothing can be handed over of them. */
    Optional<KeptElsewhere> elsewhere(YearMonth from, YearMonth to) {
        return jdbc.sql(
                        "select month, since, file from evidence.month_elsewhere where month between ? and ? order by month limit 1")
                .params(from.getYear() * 100 + from.getMonthValue(), to.getYear() * 100 + to.getMonthValue())
                .query((row, n) -> new KeptElsewhere(
                        YearMonth.of(row.getInt("month") / 100, row.getInt("month") % 100)
                                .toString(),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("file")))
                .optional();
    }

    /** How much is archived of some time. @param bytes before packing */
    record Amount(long messages, long bytes) {}

    /** @param feed null for everything that came or went */
    Amount amount(Instant from, Instant to, @Nullable String feed) {
        return jdbc.sql("select count(*) as messages, coalesce(sum(size), 0)::bigint as bytes from evidence.archived"
                        + " where received_at >= :from and received_at < :to" + onlyOf(feed))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("feed", feed)
                .query((row, n) -> new Amount(row.getLong("messages"), row.getLong("bytes")))
                .single();
    }

    /** In order of time and id. @param afterAt with {@code afterId} the last one that was taken */
    List<Archived> of(Instant afterAt, long afterId, Instant to, @Nullable String feed, int limit) {
        return jdbc.sql("select * from evidence.archived where received_at >= :at and (received_at, id) > (:at, :id)"
                        + " and received_at < :to" + onlyOf(feed) + " order by received_at, id limit :limit")
                .param("at", afterAt.atOffset(ZoneOffset.UTC))
                .param("id", afterId)
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("feed", feed)
                .param("limit", limit)
                .query(EvidenceStore::archived)
                .list();
    }

    private static String onlyOf(@Nullable String feed) {
        return feed == null ? "" : " and feed = :feed";
    }

    /** The archived body of a package; empty while it was never sent. */
    Optional<Long> bodyOf(UUID packageId) {
        return jdbc.sql("select archive_id from evidence.package_message where package_id = ?")
                .param(packageId)
                .query(Long.class)
                .optional();
    }

    /** The archived answers that told of packages, oldest first. */
    List<Long> answersTo(Collection<UUID> packageIds) {
        return jdbc.sql("""
                        select distinct r.archive_id from evidence.receipt_message r
                            join evidence.item i on i.package_no = r.package_no
                        where i.package_id = any (?) order by 1""")
                .param(packageIds.toArray(UUID[]::new))
                .query(Long.class)
                .list();
    }

    /** Rows of the audit that name a record, oldest first; the newest {@value #MOST_AUDIT} of them. */
    List<AuditRow> auditOf(String recordId) {
        return jdbc.sql("""
                        select * from (
                            select id, at, actor, action, what, result from evidence.audit
                            where position(? in whole) > 0 order by id desc limit ?) newest
                        order by id""")
                .params(recordId, MOST_AUDIT)
                .query((row, n) -> new AuditRow(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("what"),
                        row.getString("result")))
                .list();
    }

    /** Where a mapping's text is archived. */
    Optional<Long> mapping(String feed, String version) {
        return jdbc.sql("select archive_id from evidence.mapping where feed = ? and version = ?")
                .params(feed, version)
                .query(Long.class)
                .optional();
    }
}
