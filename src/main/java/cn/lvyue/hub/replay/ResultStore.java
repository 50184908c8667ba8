package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.replay.Replays.Answer;
import cn.lvyue.hub.replay.Replays.Answers;
import cn.lvyue.hub.replay.Replays.Impossible;
import cn.lvyue.hub.replay.Replays.Item;
import cn.lvyue.hub.replay.Replays.Link;
import cn.lvyue.hub.replay.Replays.Mode;
import cn.lvyue.hub.replay.Replays.Plan;
import cn.lvyue.hub.replay.Replays.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sums a plan up, and tells what became of a replay: always from what is written now, never from a count kept beside it. */
@Repository
class ResultStore {
    /** A platform that is in one of these states about a record has not answered. */
    static final Set<String> OPEN = Set.of("PENDING", "SEALED", "SENT", "UNKNOWN", "FAILED");

    private static final String AGAIN = "select a.effect, 0 as outcome, count(*) as records from replay.again a";
    private static final int MOST_REASONS = 50;
    private static final int MOST_LINKS = 100;

    private final JdbcClient jdbc;
    private final FindingsText findings;

    ResultStore(JdbcClient jdbc, PersonalSeal seal) {
        this.findings = new FindingsText(seal);
        this.jdbc = jdbc;
    }

    Plan plan(long job) {
        var sums = new Sums();
        jdbc.sql("select effect, outcome, count(*) as records from replay.item where job = ? group by effect, outcome")
                .param(job)
                .query(sums::add);
        var why = new ArrayList<>(why(job));
        long again = jdbc.sql("select count(*) from replay.package where job = ?")
                .param(job)
                .query(Long.class)
                .single();
        jdbc.sql(AGAIN + " where a.job = ? group by a.effect").param(job).query(sums::add);
        long failed = why.stream()
                .filter(each -> each.why().startsWith("报文"))
                .mapToLong(Impossible::records)
                .sum();
        return new Plan(
                sums.records() + failed,
                sums.of(ReplayEffect.NEW),
                sums.of(ReplayEffect.CHANGED),
                sums.of(ReplayEffect.UNCHANGED),
                sums.of(ReplayEffect.IMPOSSIBLE) + failed,
                receipted(job) + (again == 0 ? 0 : sums.of(ReplayEffect.UNCHANGED)),
                again,
                sums.outcomes,
                why,
                List.of());
    }

    /** Whether any record of a correction is a confirmed breach, or was one. */
    boolean anyConfirmed(long job) {
        return jdbc.sql("""
                        select exists (select from replay.item i join replay.origin o on o.record_id = i.record_id
                            where i.job = ? and (o.standing <> 0 or i.confirmed))""").param(job).query(Boolean.class).single();
    }

    /** Of the records those whose present revision a platform has receipted. */
    private long receipted(long job) {
        return jdbc.sql("""
                        select count(*) from replay.item i where i.job = ? and i.record_id is not null and exists (
                            select from replay.receipted d where d.target in (1, 2) and d.record_id = i.record_id)""").param(job).query(Long.class).single();
    }

    private List<Impossible> why(long job) {
        return jdbc.sql("""
                        select why, count(*) as records, sum(n) as sum from (
                            select coalesce((select string_agg(distinct f ->> 'code', ', ') from json_array_elements(findings) f
                                where f ->> 'severity' <> 'REMARK' or f ->> 'code' like 'D00%%'), 'outcome ' || outcome) as why, 1 as n
                            from replay.item where job = :job and effect = 4
                            union all
                            select '报文 / message: ' || failure, 1 from replay.message where job = :job and failure is not null
                            union all
                            select why, 1 from replay.again where job = :job and effect = 4) k
                        group by why order by sum desc, why limit %d""".formatted(MOST_REASONS))
                .param("job", job)
                .query((row, n) -> new Impossible(row.getString("why"), row.getLong("sum")))
                .list();
    }

    /** @param withAnswers whether to ask for what the platforms say too, which takes longer */
    Progress progress(long job, boolean withAnswers) {
        var sums = new Sums();
        jdbc.sql(
                        "select effect, outcome, count(*) as records from replay.result where replay = ? group by effect, outcome")
                .param(job)
                .query(sums::add);
        jdbc.sql(AGAIN + """
                         join replay.package p on p.job = a.job and p.package_id = a.package_id
                        where a.job = ? and (a.effect <> 2 or p.done) group by a.effect""").param(job).query(sums::add);
        long unplanned = jdbc.sql("""
                        select count(*) from replay.result r
                            join replay.item i on i.job = r.replay and i.message_id = r.message_id and i.row_no = r.row_no
                        where r.replay = ? and i.effect <> r.effect""").param(job).query(Long.class).single();
        return new Progress(
                sums.records(),
                sums.of(ReplayEffect.NEW),
                sums.of(ReplayEffect.CHANGED),
                sums.of(ReplayEffect.UNCHANGED),
                sums.of(ReplayEffect.IMPOSSIBLE),
                unplanned,
                sums.outcomes,
                withAnswers ? answers(job) : List.of());
    }

    /** Whether any platform owes an answer. */
    boolean isOpen(long job) {
        return jdbc.sql("""
                        select exists (select from replay.answer where replay = :job and state = any (:open))
                            or exists (select from replay.package p join replay.sent s on s.package_id = p.package_id
                                where p.job = :job and p.effect = 1 and s.records = 0 and s.state in (1, 2, 3, 7))""")
                .param("job", job)
                .param("open", OPEN.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    /** Sums over rows of effect, outcome and records. */
    private static final class Sums {
        final Map<ReplayEffect, Long> effects = new EnumMap<>(ReplayEffect.class);
        final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

        void add(ResultSet row) throws SQLException {
            long records = row.getLong("records");
            int effect = row.getInt("effect");
            effects.merge(effect == 0 ? ReplayEffect.IMPOSSIBLE : ReplayEffect.ofCode(effect), records, Long::sum);
            int outcome = row.getInt("outcome");
            if (outcome != 0) {
                outcomes.merge(Outcome.ofCode(outcome), records, Long::sum);
            }
        }

        long of(ReplayEffect effect) {
            return effects.getOrDefault(effect, 0L);
        }

        long records() {
            return effects.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private List<Answers> answers(long job) {
        var byTarget = new TreeMap<Target, Map<String, Long>>();
        jdbc.sql("""
                        select target, state, count(*) as records from replay.answer where replay = :job group by target, state""").param("job", job).query(row -> {
            long records = row.getLong("records");
            if (records > 0) {
                byTarget.computeIfAbsent(Target.ofCode(row.getInt("target")), target -> new TreeMap<>())
                        .merge(row.getString("state"), records, Long::sum);
            }
        });
        return byTarget.entrySet().stream()
                .map(entry -> new Answers(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<Item> items(long job, long afterMessage, int afterRow, int limit) {
        var items = jdbc.sql("""
                        select i.message_id, i.row_no, coalesce(r.source_record_no, i.source_record_no, '') as source_record_no,
                            i.effect as planned, r.effect, coalesce(r.outcome, i.outcome) as outcome,
                            coalesce(r.revision, i.revision) as revision,
                            coalesce(r.findings::text, i.findings::text) as findings,
                            coalesce(r.record_id, o.record_id) as id, coalesce(r.opened_on, o.opened_on) as opened_on,
                            coalesce(r.channel, o.channel) as channel
                        from replay.item i
                            left join replay.result r on r.replay = i.job and r.message_id = i.message_id and r.row_no = i.row_no
                            left join replay.origin o on o.record_id = i.record_id
                        where i.job = ? and (i.message_id, i.row_no) > (?, ?) order by i.message_id, i.row_no limit ?""")
                .params(job, afterMessage, afterRow, limit)
                .query((row, n) -> item(row))
                .list();
        return withAnswers(job, items, afterMessage, afterRow);
    }

    /** @param items of one page, in their order */
    List<Item> withAnswers(long job, List<Item> items, long afterMessage, int afterRow) {
        var answers = new HashMap<String, List<Answer>>();
        if (!items.isEmpty()) {
            var last = items.get(items.size() - 1);
            jdbc.sql("""
                            select * from replay.answer where replay = ? and (message_id, row_no) > (?, ?)
                                and (message_id, row_no) <= (?, ?) order by message_id, row_no, target""")
                    .params(job, afterMessage, afterRow, last.messageId(), last.row())
                    .query(row -> {
                        answers.computeIfAbsent(
                                        row.getLong("message_id") + ":" + row.getInt("row_no"),
                                        key -> new ArrayList<>())
                                .add(answer(row));
                    });
        }
        return items.stream()
                .map(item -> with(item, answers.getOrDefault(item.messageId() + ":" + item.row(), List.of())))
                .toList();
    }

    private Item item(ResultSet row) throws SQLException {
        int outcome = row.getInt("outcome");
        return new Item(
                row.getLong("message_id"),
                row.getInt("row_no"),
                row.getString("source_record_no"),
                effect(row.getInt("planned")),
                effect(row.getInt("effect")),
                outcome == 0 ? null : Outcome.ofCode(outcome),
                recordId(row),
                row.getObject("revision", Integer.class),
                findings.read(row.getString("findings")),
                List.of());
    }

    private static @Nullable RecordId recordId(ResultSet row) throws SQLException {
        var id = row.getObject("id", Long.class);
        return id == null
                ? null
                : new RecordId(row.getObject("opened_on", LocalDate.class), row.getString("channel"), id);
    }

    private static @Nullable ReplayEffect effect(int code) {
        return code == 0 ? null : ReplayEffect.ofCode(code);
    }

    private static Answer answer(ResultSet row) throws SQLException {
        return new Answer(
                Target.ofCode(row.getInt("target")),
                row.getString("state"),
                row.getObject("package_id", UUID.class),
                row.getString("platform_id"),
                row.getString("code"),
                row.getString("message"));
    }

    private static Item with(Item item, List<Answer> answers) {
        return new Item(
                item.messageId(),
                item.row(),
                item.sourceRecordNo(),
                item.planned(),
                item.effect(),
                item.outcome(),
                item.recordId(),
                item.revision(),
                item.findings(),
                answers);
    }

    List<Link> ofMessage(long messageId) {
        return jdbc.sql("""
                        select j.id, j.mode, j.author, j.reason, coalesce(j.started_at, j.created_at) as at, k.records
                        from (select replay, count(*) as records from replay.result where message_id = ? and revision is not null
                            group by replay) k
                            join replay.job j on j.id = k.replay
                        order by j.id desc limit ?""")
                .params(messageId, MOST_LINKS)
                .query((row, n) -> link(row, row.getLong("records")))
                .list();
    }

    Optional<Link> link(long job) {
        return jdbc.sql(
                        "select id, mode, author, reason, coalesce(started_at, created_at) as at from replay.job where id = ?")
                .param(job)
                .query((row, n) -> link(row, 0))
                .optional();
    }

    static Link link(ResultSet row, long records) throws SQLException {
        return new Link(
                row.getLong("id"),
                Mode.values()[row.getInt("mode") - 1],
                row.getString("author"),
                row.getString("reason"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                records);
    }
}
