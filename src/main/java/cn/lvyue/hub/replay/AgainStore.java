package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.replay.Replays.Item;
import cn.lvyue.hub.replay.Replays.Redelivered;
import cn.lvyue.hub.replay.Replays.Selection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a replay delivers again: packages, and record by record what of each can go. */
@Repository
class AgainStore {
    private static final Map<String, Integer> PACKAGE_STATES =
            Map.of("SEALED", 1, "UNKNOWN", 2, "SENT", 3, "RECEIPTED", 4, "PARTLY", 5, "FAILED", 7);
    private static final int MOST_LINKS = 100;

    /**
     * A package that never got its word goes again whole. Of one the platform stored, only what it refused can go, and only while it
     * is the latest of its record.
     */
    private static final String RECORDS = """
            insert into replay.again (job, message_id, row_no, target, package_id, record_id, revision, source_record_no, effect, why)
            select :job, d.message_id, d.row_no, d.target, s.package_id, d.record_id, d.revision, d.source_record_no,
                case when d.state = 5 then 3 when w.why is null then 2 else 4 end, w.why
            from replay.sent s
                join replay.delivered d on d.package_id = s.package_id and d.target = s.target
                cross join lateral (select case
                    when d.state = 5 then null
                    when s.state = 1 then 'R186'
                    when s.state = 3 then 'R187'
                    when exists (select from replay.due n where n.record_id = d.record_id and n.target = d.target
                        and n.revision > d.revision) then 'R232' end as why) w
            where (%s) and (not :chosen or not s.stored or d.record_id = any (:records))
            """;

    private final JdbcClient jdbc;

    AgainStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Chooses packages with their records, and what a plan says of each: it depends on its state alone. */
    void choose(long job, Selection select) {
        var params = new HashMap<String, Object>();
        params.put("job", job);
        params.put("records", records(select));
        params.put(
                "chosen",
                !select.recordIds().isEmpty() || !select.sourceRecordNos().isEmpty());
        var which = which(select, params);
        jdbc.sql(RECORDS.formatted(which)).params(params).update();
        jdbc.sql("""
                        insert into replay.package (job, package_id, target, records, effect, why)
                        select :job, s.package_id, s.target, coalesce(k.again, 0),
                            case when k.again > 0 or s.records = 0 and s.state in (2, 6, 7) then 1 when k.receipted > 0 then 3 else 4 end,
                            case when s.records = 0 then case s.state when 1 then 'R186' when 3 then 'R187' end end
                        from replay.sent s left join lateral (
                            select count(*) filter (where a.effect = 2) as again, count(*) filter (where a.effect = 3) as receipted,
                                count(*) as listed
                            from replay.again a where a.job = :job and a.package_id = s.package_id) k on true
                        where (%s) and (k.listed > 0 or s.records = 0)""".formatted(which)).params(params).update();
    }

    private Long[] records(Selection select) {
        var ids = new ArrayList<>(List.of(ChoiceStore.sequences(select)));
        if (!select.sourceRecordNos().isEmpty() && select.feed() != null) {
            ids.addAll(jdbc.sql(
                            "select o.record_id from replay.origin o where o.feed = ? and o.source_record_no = any (?)")
                    .params(select.feed().value(), select.sourceRecordNos().toArray(String[]::new))
                    .query(Long.class)
                    .list());
        }
        return ids.toArray(Long[]::new);
    }

    private static String which(Selection select, Map<String, Object> params) {
        var which = new ArrayList<String>();
        if (!select.packageIds().isEmpty()) {
            which.add("s.package_id = any (:packages::text[]::uuid[])");
            params.put(
                    "packages", select.packageIds().stream().map(UUID::toString).toArray(String[]::new));
        }
        if (Boolean.TRUE.equals(params.get("chosen"))) {
            which.add("s.package_id in (select d.package_id from replay.delivered d where d.target in (1, 2)"
                    + " and d.record_id = any (:records::bigint[]))");
        }
        var sql = new StringBuilder(
                which.isEmpty()
                        ? "(s.state in (2, 6, 7) or s.state = 5 and s.refused > 0)"
                        : "(" + String.join(" or ", which) + ")");
        if (select.target() != null) {
            sql.append(" and s.target = :target");
            params.put("target", select.target().code());
        }
        if (select.deliveryState() != null) {
            var state = select.deliveryState().toUpperCase(Locale.ROOT);
            sql.append(state.equals("REFUSED") ? " and s.refused > 0" : " and s.state = :state");
            params.put("state", PACKAGE_STATES.getOrDefault(state, 0));
        }
        return sql.toString();
    }

    /** Those of a package that were planned to go again. */
    List<Long> recordsOf(long job, UUID packageId) {
        return jdbc.sql("select record_id from replay.again where job = ? and package_id = ? and effect = 2")
                .params(job, packageId)
                .query(Long.class)
                .list();
    }

    /** In the order of messages and rows; a record at two platforms is one item. Its answers are not in it. */
    List<Item> items(long job, long afterMessage, int afterRow, int limit) {
        return jdbc.sql("""
                        select a.*, r.opened_on, r.channel from (
                            select a.message_id, a.row_no, min(a.source_record_no) as source_record_no, min(a.record_id) as id,
                                max(a.revision) as revision, min(a.effect) as planned, bool_and(a.effect <> 2 or p.done) as done,
                                string_agg(distinct a.why, ', ') as why
                            from replay.again a join replay.package p on p.job = a.job and p.package_id = a.package_id
                            where a.job = ? and (a.message_id, a.row_no) > (?, ?)
                            group by a.message_id, a.row_no order by a.message_id, a.row_no limit ?) a
                            join replay.origin r on r.record_id = a.id
                        order by a.message_id, a.row_no""")
                .params(job, afterMessage, afterRow, limit)
                .query((row, n) -> item(row))
                .list();
    }

    private static Item item(ResultSet row) throws SQLException {
        var planned = ReplayEffect.ofCode(row.getInt("planned"));
        return new Item(
                row.getLong("message_id"),
                row.getInt("row_no"),
                row.getString("source_record_no"),
                planned,
                row.getBoolean("done") ? planned : null,
                null,
                new RecordId(row.getObject("opened_on", LocalDate.class), row.getString("channel"), row.getLong("id")),
                row.getInt("revision"),
                List.of(),
                List.of());
    }

    List<Redelivered> ofRecord(RecordId id) {
        return jdbc.sql("""
                        select a.target, a.revision, a.job from replay.again a
                            join replay.package k on k.job = a.job and k.package_id = a.package_id and k.done
                        where a.record_id = ? and a.effect = 2 order by a.job limit ?""")
                .params(id.sequence(), MOST_LINKS)
                .query((row, n) -> new Redelivered(
                        Target.ofCode(row.getInt("target")), row.getInt("revision"), row.getLong("job")))
                .list();
    }
}
