package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.replay.Replays.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Turns a selection into the list of what is done again, with statements over sets. */
@Repository
class ChoiceStore {
    static final String NOT_FOUND = "R181";
    static final String NOT_ENDED = "R182";

    private static final Map<String, Integer> MESSAGE_STATES = Map.of("DONE", 2, "UNREADABLE", 3, "FAILED", 4);

    /** By the item's code; UNKNOWN and FAILED are states of its package. */
    private static final Map<String, String> DELIVERY_STATES = Map.of(
            "SEALED", "d.state = 3 and d.package_state = 1",
            "SENT", "d.state in (3, 4) and d.package_state in (3, 4, 5)",
            "RECEIPTED", "d.state = 5",
            "REFUSED", "(d.state = 6 or d.package_state = 6)",
            "UNKNOWN", "d.package_state = 2",
            "FAILED", "d.package_state = 7");

    private final JdbcClient jdbc;

    ChoiceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static boolean knowsDeliveryState(String state) {
        return DELIVERY_STATES.containsKey(state);
    }

    /** Records, or whole messages, to be read again. */
    void messages(long job, Selection select) {
        if (!select.messageIds().isEmpty()) {
            jdbc.sql("""
                            insert into replay.message (job, message_id, feed, whole, planned, done, failure)
                            select :job, k.id, coalesce(a.feed, ''), true, w.bad is not null, w.bad is not null, w.bad
                            from unnest(:ids::bigint[]) k(id) left join replay.archived a on a.message_id = k.id
                                cross join lateral (select case when a.message_id is null then :absent
                                    when a.status is null or a.status = 1 then :open end as bad) w
                            on conflict do nothing""")
                    .param("job", job)
                    .param("ids", select.messageIds().toArray(Long[]::new))
                    .param("absent", NOT_FOUND)
                    .param("open", NOT_ENDED)
                    .update();
        }
        if (!select.packageIds().isEmpty()) {
            items(
                    job,
                    """
                            select d.message_id, d.row_no from replay.delivered d where d.package_id = any (:packages::text[]::uuid[])""",
                    Map.of(
                            "packages",
                            select.packageIds().stream().map(UUID::toString).toArray(String[]::new)));
        }
        if (!select.recordIds().isEmpty()) {
            records(job, "o.record_id = any (:ids::bigint[])", Map.of("ids", sequences(select)));
        }
        if (!select.sourceRecordNos().isEmpty() && select.feed() != null) {
            records(
                    job,
                    "o.feed = :feed and o.source_record_no = any (:numbers::text[])",
                    Map.of(
                            "feed", select.feed().value(),
                            "numbers", select.sourceRecordNos().toArray(String[]::new)));
        }
        if (!select.byList()) {
            filtered(job, select);
        }
        jdbc.sql("""
                        insert into replay.message (job, message_id, feed, whole)
                        select distinct i.job, i.message_id, a.feed, false
                        from replay.item i join replay.archived a on a.message_id = i.message_id
                        where i.job = ? on conflict do nothing""").param(job).update();
    }

    static Long[] sequences(Selection select) {
        return select.recordIds().stream().map(RecordId::sequenceIn).toArray(Long[]::new);
    }

    /** A record is where its present revision was read from, and what of it went back since. */
    private void records(long job, String which, Map<String, Object> params) {
        items(job, "select o.message_id, o.row_no from replay.origin o where " + which, params);
        items(
                job,
                "select b.message_id, b.row_no from replay.returned b where (b.feed, b.source_record_no) in"
                        + " (select o.feed, o.source_record_no from replay.origin o where " + which + ")",
                params);
        if (params.containsKey("numbers")) {
            items(
                    job,
                    "select o.message_id, o.row_no from replay.returned o where o.feed = :feed"
                            + " and o.source_record_no = any (:numbers::text[])",
                    params);
        }
    }

    private void items(long job, String rows, Map<String, Object> params) {
        jdbc.sql(
                        "insert into replay.item (job, message_id, row_no) select distinct :job::bigint, k.message_id, k.row_no from ("
                                + rows + ") k on conflict do nothing")
                .param("job", job)
                .params(params)
                .update();
    }

    private void filtered(long job, Selection select) {
        var params = new HashMap<String, Object>();
        var of = filter(select, params);
        if (!select.byRecord()) {
            jdbc.sql("""
                            insert into replay.message (job, message_id, feed, whole)
                            select :job, e.message_id, e.feed, true from replay.archived e where e.status in (2, 3, 4)""" + of).param("job", job).params(params).update();
            return;
        }
        if (select.finding() != null) {
            params.put("finding", "[{\"code\": \"" + select.finding() + "\"}]");
            jdbc.sql("""
                            insert into replay.message (job, message_id, feed, whole)
                            select :job, e.message_id, e.feed, true from replay.archived e
                            where e.status = 3 and e.findings::jsonb @> :finding::jsonb""" + of).param("job", job).params(params).update();
        }
        items(
                job,
                "select e.message_id, e.row_no from replay.entry e where e.status in (2, 3, 4)" + of
                        + ofRecord(select, params),
                params);
    }

    /** Records to be corrected: those a selection names, at their present revision. */
    void corrections(long job, Selection select) {
        var params = new HashMap<String, Object>();
        var which = new ArrayList<String>();
        if (!select.recordIds().isEmpty()) {
            which.add("o.record_id = any (:ids::bigint[])");
            params.put("ids", sequences(select));
        }
        if (!select.sourceRecordNos().isEmpty() && select.feed() != null) {
            which.add("o.feed = :feed and o.source_record_no = any (:numbers::text[])");
            params.put("feed", select.feed().value());
            params.put("numbers", select.sourceRecordNos().toArray(String[]::new));
        }
        if (which.isEmpty()) {
            which.add("o.record_id in (select e.record_id from replay.entry e where e.status in (2, 3, 4)"
                    + filter(select, params) + (select.finding() == null ? "" : finding(select, params))
                    + ofRecord(select, params) + ")");
        }
        jdbc.sql("insert into replay.item (job, message_id, row_no, record_id, source_record_no)"
                        + " select :job, o.message_id, o.row_no, o.record_id, o.source_record_no from replay.origin o where "
                        + String.join(" or ", which))
                .param("job", job)
                .params(params)
                .update();
    }

    private static String finding(Selection select, Map<String, Object> params) {
        params.put("finding", "[{\"code\": \"" + select.finding() + "\"}]");
        return "";
    }

    List<Message> archived(@Nullable FeedId feed, Instant from, long after, int limit) {
        return jdbc.sql("select a.* from replay.archived a where a.message_id > :after and a.received_at >= :from"
                        + " and a.status in (2, 3, 4)" + (feed == null ? "" : " and a.feed = :feed")
                        + " order by a.message_id limit :limit")
                .param("after", after)
                .param("from", JobStore.at(from))
                .param("feed", feed == null ? null : feed.value())
                .param("limit", limit)
                .query((row, n) -> ItemStore.message(row))
                .list();
    }

    long countArchived(@Nullable FeedId feed, Instant from) {
        return jdbc.sql("select count(*) from replay.archived a where a.received_at >= :from and a.status in (2, 3, 4)"
                        + (feed == null ? "" : " and a.feed = :feed"))
                .param("from", JobStore.at(from))
                .param("feed", feed == null ? null : feed.value())
                .query(Long.class)
                .single();
    }

    List<Message> latest(FeedId feed, int limit) {
        return jdbc.sql("""
                        select a.* from replay.archived a where a.feed = :feed and a.status in (2, 3, 4)
                        order by a.message_id desc limit :limit""")
                .param("feed", feed.value())
                .param("limit", limit)
                .query((row, n) -> ItemStore.message(row))
                .list();
    }

    private static String filter(Selection select, Map<String, Object> params) {
        var sql = new StringBuilder();
        if (select.feed() != null) {
            sql.append(" and e.feed = :feed");
            params.put("feed", select.feed().value());
        }
        if (select.receivedFrom() != null) {
            sql.append(" and e.received_at >= :from");
            params.put("from", JobStore.at(select.receivedFrom()));
        }
        if (select.receivedTo() != null) {
            sql.append(" and e.received_at < :to");
            params.put("to", JobStore.at(select.receivedTo()));
        }
        if (select.status() != null) {
            sql.append(" and e.status = :status");
            params.put("status", MESSAGE_STATES.getOrDefault(select.status().name(), 0));
        }
        return sql.toString();
    }

    private static String ofRecord(Selection select, Map<String, Object> params) {
        var sql = new StringBuilder();
        if (select.outcome() != null) {
            sql.append(" and e.outcome = :outcome");
            params.put("outcome", select.outcome().code());
        }
        if (select.finding() != null) {
            sql.append(" and e.findings::jsonb @> :finding::jsonb");
        }
        if (select.target() != null || select.deliveryState() != null) {
            sql.append(" and e.revision is not null and exists (select from replay.delivered d")
                    .append(" where d.target in (1, 2) and d.record_id = e.record_id and d.revision = e.revision");
            if (select.target() != null) {
                sql.append(" and d.target = :target");
                params.put("target", select.target().code());
            }
            if (select.deliveryState() != null) {
                sql.append(" and ")
                        .append(DELIVERY_STATES.get(select.deliveryState().toUpperCase(Locale.ROOT)));
            }
            sql.append(")");
        }
        return sql.toString();
    }
}
