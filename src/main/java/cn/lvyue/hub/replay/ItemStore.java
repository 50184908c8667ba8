package cn.lvyue.hub.replay;

import static java.util.stream.Collectors.partitioningBy;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.Replayed;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a replay does again, message by message and record by record. */
@Repository
class ItemStore {
    private static final String NOT_DONE = """
            not exists (select from replay.result r where r.replay = i.job and r.message_id = i.message_id and r.row_no = i.row_no)""";

    private final JdbcClient jdbc;
    private final PersonalSeal seal;
    private final PlannedItems planned;

    ItemStore(JdbcTemplate template, PersonalSeal seal) {
        this.seal = seal;
        this.planned = new PlannedItems(template, new FindingsText(seal));
        this.jdbc = JdbcClient.create(template);
    }

    /** A message that is next, with whether it is to be read whole and by itself. */
    record Next(Message message, boolean whole, boolean alone) {}

    /** The next messages to plan or to do, oldest first. */
    List<Next> next(long job, boolean plan, int limit) {
        return jdbc.sql("""
                        select m.whole, m.alone, a.* from replay.message m join replay.archived a on a.message_id = m.message_id
                        where m.job = ? and not %s order by m.message_id limit ?""".formatted(plan ? "m.planned" : "m.done"))
                .params(job, limit)
                .query((row, n) -> new Next(message(row), row.getBoolean("whole"), row.getBoolean("alone")))
                .list();
    }

    static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getLong("message_id"),
                new FeedId(row.getString("feed")),
                Channel.valueOf(row.getString("channel")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("filename"),
                row.getString("media_type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("digest")));
    }

    /** The listed rows of some messages, of which long stretches are asked for, and not each row of a million. */
    Map<Long, BitSet> rows(long job, Collection<Long> messages) {
        var rows = new HashMap<Long, BitSet>();
        messages.forEach(id -> rows.put(id, new BitSet()));
        jdbc.sql("""
                        select message_id, min(row_no) as first, max(row_no) as last from (
                            select message_id, row_no, row_no - row_number() over (partition by message_id order by row_no) as stretch
                            from replay.item where job = ? and message_id = any (?)) k
                        group by message_id, stretch""").params(job, messages.toArray(Long[]::new)).query(row -> {
            rows.computeIfAbsent(row.getLong("message_id"), id -> new BitSet())
                    .set(row.getInt("first"), row.getInt("last") + 1);
        });
        return rows;
    }

    /** @param work of which these are the results */
    void planned(ReplayWork work, List<Replayed> results) {
        var byWhole = results.stream().collect(partitioningBy(each -> work.isWhole(each.messageId())));
        planned.add(work.replay(), byWhole.getOrDefault(true, List.of()));
        planned.tell(work.replay(), byWhole.getOrDefault(false, List.of()));
    }

    /** Of some records that could not be done those of which the plan had said they could. */
    int unannounced(long job, List<Replayed> impossible) {
        if (impossible.isEmpty()) {
            return 0;
        }
        return jdbc.sql("""
                        select count(*) from unnest(?::bigint[], ?::int[]) k(message_id, row_no)
                            join replay.item i on i.job = ? and i.message_id = k.message_id and i.row_no = k.row_no
                        where i.effect <> ?""")
                .params(
                        impossible.stream().map(Replayed::messageId).toArray(Long[]::new),
                        impossible.stream().map(Replayed::row).toArray(Integer[]::new),
                        job,
                        ReplayEffect.IMPOSSIBLE.code())
                .query(Integer.class)
                .single();
    }

    void finish(long job, boolean plan, Collection<Long> messages) {
        jdbc.sql("update replay.message set %s = true where job = ? and message_id = any (?)"
                        .formatted(plan ? "planned" : "done"))
                .params(job, messages.toArray(Long[]::new))
                .update();
    }

    void failed(long job, long message, boolean plan, String why) {
        jdbc.sql(
                        "update replay.message set failure = ?, done = true, planned = planned or ? where job = ? and message_id = ?")
                .params(why, plan, job, message)
                .update();
    }

    /** They failed in company: one of them may have done it. */
    void alone(long job, Collection<Long> messages) {
        jdbc.sql("update replay.message set alone = true where job = ? and message_id = any (?)")
                .params(job, messages.toArray(Long[]::new))
                .update();
    }

    /** Begins a plan anew: what was told of single records is told again. */
    void forgetPlan(long job) {
        jdbc.sql("""
                        delete from replay.item i using replay.message m
                        where i.job = ? and m.job = i.job and m.message_id = i.message_id and m.whole""").param(job).update();
        jdbc.sql("update replay.item set effect = null where job = ? and effect is not null")
                .param(job)
                .update();
        jdbc.sql("update replay.message set planned = false where job = ? and failure is null and planned")
                .param(job)
                .update();
    }

    /** Packages that are still to be delivered again. */
    List<UUID> packages(long job, int limit) {
        return jdbc.sql(
                        "select package_id from replay.package where job = ? and effect = 1 and not done order by package_id limit ?")
                .params(job, limit)
                .query(UUID.class)
                .list();
    }

    void delivered(long job, UUID packageId) {
        jdbc.sql("update replay.package set done = true where job = ? and package_id = ?")
                .params(job, packageId)
                .update();
    }

    /** Records that are next to be corrected, as they are now, by the message their present revision was read from. */
    List<Chunk<CorrectedRecord>> corrections(long job, boolean plan, int limit) {
        var byMessage = new LinkedHashMap<Long, List<CorrectedRecord>>();
        var messages = new HashMap<Long, Message>();
        jdbc.sql("""
                        select a.*, i.row_no, i.source_record_no, o.fields as record, o.personal, j.changes
                        from replay.item i
                            join replay.job j on j.id = i.job
                            join replay.origin o on o.record_id = i.record_id and o.message_id = i.message_id
                                and o.row_no = i.row_no
                            join replay.archived a on a.message_id = i.message_id
                        where i.job = ? and %s order by i.message_id, i.row_no limit ?""".formatted(plan ? "i.effect is null" : NOT_DONE))
                .params(job, limit)
                .query(row -> {
                    long id = row.getLong("message_id");
                    messages.putIfAbsent(id, message(row));
                    byMessage
                            .computeIfAbsent(id, message -> new ArrayList<>())
                            .add(new CorrectedRecord(
                                    row.getInt("row_no"),
                                    row.getString("source_record_no"),
                                    whole(row),
                                    seal.shownValues(row.getString("changes"))));
                });
        return byMessage.entrySet().stream()
                .map(each -> new Chunk<>(Objects.requireNonNull(messages.get(each.getKey())), 1, each.getValue(), null))
                .toList();
    }

    private String whole(ResultSet row) throws SQLException {
        var parted = new PersonalSeal.Parted(row.getBytes("record"), row.getBytes("personal"));
        return new String(seal.whole(parted, row.getLong("message_id"), row.getInt("row_no")), StandardCharsets.UTF_8);
    }

    /** Records that have another revision by now than the one that was to be corrected. */
    int uncorrected(long job) {
        return jdbc.sql("select count(*) from replay.item i where i.job = ? and " + NOT_DONE)
                .param(job)
                .query(Integer.class)
                .single();
    }
}
