package cn.lvyue.hub.retention;

import cn.lvyue.hub.record.Expiring.Destroyed;
import cn.lvyue.hub.retention.Retention.Item;
import cn.lvyue.hub.retention.Retention.Plan;
import cn.lvyue.hub.retention.Retention.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of plans and what was destroyed under them. */
@Repository
class DestructionStore {
    private static final int RUNNING = State.RUNNING.ordinal() + 1;

    private final JdbcClient jdbc;

    DestructionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An item of a plan that runs, and how far it has come. */
    record Running(int number, Item item, long passed) {}

    /** A line of a certificate. */
    record Gone(String kind, Destroyed what, Instant at) {}

    long add(String author, String reason, Instant now) {
        return jdbc.sql("insert into retention.job (state, author, reason, created_at) values (1, ?, ?, ?) returning"
                        + " id")
                .params(author, reason, utc(now))
                .query(Long.class)
                .single();
    }

    void addItem(long job, int number, Item item) {
        jdbc.sql("""
            insert into retention.item (job, number, kind, feed, period, due_before, things, bytes, oldest, held)
            values (:job, :number, :kind, :feed, :period, :before, :things, :bytes, :oldest, :held)\
            """)
                .param("job", job)
                .param("number", number)
                .param("kind", item.kind().id())
                .param("feed", item.feed())
                .param("period", item.period())
                .param("before", utc(item.dueBefore()))
                .param("things", item.things())
                .param("bytes", item.bytes())
                .param("oldest", maybe(item.oldest()))
                .param("held", item.held())
                .update();
    }

    Optional<Plan> find(long id) {
        return jdbc.sql("select * from retention.job where id = ?")
                .param(id)
                .query(this::plan)
                .optional();
    }

    List<Plan> list(long before, int limit) {
        return jdbc.sql("select * from retention.job where id < ? order by id desc limit ?")
                .params(before, limit)
                .query(this::plan)
                .list();
    }

    boolean approve(long id, String by, Instant now) {
        return jdbc.sql("""
            update retention.job set state = 2, approved_by = ?, approved_at = ?
            where id = ? and state = 1 and author <> ?\
            """).params(by, utc(now), id, by).update() == 1;
    }

    boolean start(long id, String by, Instant now) {
        return jdbc.sql("""
            update retention.job set state = 3, started_by = ?, started_at = ?, progressed_at = ?
            where id = ? and state = 2 and approved_by is not null\
            """).params(by, utc(now), utc(now), id).update() == 1;
    }

    boolean cancel(long id, String by, Instant now) {
        int ended = jdbc.sql("update retention.job set state = 5, ended_at = ? where id = ? and state in (1, 2)")
                .params(utc(now), id)
                .update();
        int stopped = jdbc.sql("""
            update retention.item i set done = true from retention.job j
            where j.id = i.job and j.id = ? and j.state = 3 and not i.done\
            """).param(id).update();
        jdbc.sql("update retention.job set stopped_by = ? where id = ? and state = 3")
                .params(by, id)
                .update();
        return ended + stopped > 0;
    }

    /** The plan to work at, which no other node works at; until the transaction ends. */
    Optional<Plan> take() {
        return jdbc.sql("select * from retention.job where state = ? order by id limit 1 for update skip locked")
                .param(RUNNING)
                .query(this::plan)
                .optional();
    }

    Optional<Running> nextItem(long job) {
        return jdbc.sql("select * from retention.item where job = ? and not done order by number limit 1")
                .param(job)
                .query((row, n) -> new Running(row.getInt("number"), item(row), row.getLong("passed")))
                .optional();
    }

    void destroyed(long job, Kind kind, List<Destroyed> gone, Instant now) {
        jdbc.sql("""
            insert into retention.destroyed (kind, ref, job, rows, bytes, digest, at)
            select :kind, g.ref, :job, g.rows, g.bytes, g.digest, :now
            from unnest(:refs, :rows, :bytes, :digests) as g (ref, rows, bytes, digest)
            on conflict do nothing\
            """)
                .param("kind", kind.id())
                .param("job", job)
                .param("now", utc(now))
                .param("refs", gone.stream().map(Destroyed::ref).toArray(Long[]::new))
                .param("rows", gone.stream().map(Destroyed::rows).toArray(Integer[]::new))
                .param("bytes", gone.stream().map(Destroyed::bytes).toArray(Long[]::new))
                .param("digests", gone.stream().map(Destroyed::digest).toArray(String[]::new))
                .update();
    }

    void progress(long job, int number, long passed, int things, long bytes, Instant now) {
        jdbc.sql("""
            update retention.item set passed = ?, gone_things = gone_things + ?, gone_bytes = gone_bytes + ?
            where job = ? and number = ?\
            """).params(passed, things, bytes, job, number).update();
        jdbc.sql("update retention.job set progressed_at = ? where id = ?")
                .params(utc(now), job)
                .update();
    }

    /** Up to which month, such as 202603, it was looked at whether months go whole; 0 before the first. */
    int monthsLookedAt(long job) {
        return jdbc.sql("select months_looked_at from retention.job where id = ?")
                .param(job)
                .query(Integer.class)
                .single();
    }

    void lookedAt(long job, int month, Instant now) {
        jdbc.sql("update retention.job set months_looked_at = ?, progressed_at = ? where id = ?")
                .params(month, utc(now), job)
                .update();
    }

    void itemDone(long job, int number) {
        jdbc.sql("update retention.item set done = true where job = ? and number = ?")
                .params(job, number)
                .update();
    }

    /** Hands over every line of a certificate, a thousand at a time. */
    void eachGone(long job, Consumer<Gone> reader) {
        var kind = "";
        long ref = Long.MIN_VALUE;
        List<Gone> page;
        do {
            page = jdbc.sql("""
                select kind, ref, rows, bytes, digest, at from retention.destroyed
                where job = ? and (kind, ref) > (?, ?) order by kind, ref limit 1000\
                """)
                    .params(job, kind, ref)
                    .query((row, n) -> new Gone(
                            row.getString("kind"),
                            new Destroyed(
                                    row.getLong("ref"),
                                    row.getInt("rows"),
                                    row.getLong("bytes"),
                                    row.getString("digest")),
                            row.getObject("at", OffsetDateTime.class).toInstant()))
                    .list();
            page.forEach(reader);
            if (!page.isEmpty()) {
                var last = page.get(page.size() - 1);
                kind = last.kind();
                ref = last.what().ref();
            }
        } while (!page.isEmpty());
    }

    void end(long job, Certificate.Kept certificate, Instant now) {
        jdbc.sql("""
            update retention.job set state = 4, ended_at = ?, certificate = ?, certificate_digest = ?, signature = ?,
                algorithm = ?, key_id = ?
            where id = ?\
            """)
                .params(
                        utc(now),
                        certificate.archiveId(),
                        certificate.digest(),
                        certificate.signature(),
                        certificate.algorithm(),
                        certificate.keyId(),
                        job)
                .update();
    }

    /** Plans that were started, or approved to be, and stand still since before a moment. */
    List<Long> stuckSince(Instant moment) {
        return jdbc.sql("select id from retention.job where state = 3 and progressed_at < ? order by id")
                .param(utc(moment))
                .query(Long.class)
                .list();
    }

    /** The last plan that ran to its end and was not stopped, with its items. */
    Optional<Plan> lastEnded() {
        return jdbc.sql("select * from retention.job where state = 4 and stopped_by is null order by ended_at desc"
                        + " limit 1")
                .query(this::plan)
                .optional();
    }

    Optional<Long> destroyedBy(String kind, long ref) {
        return jdbc.sql("select job from retention.destroyed where kind = ? and ref = ?")
                .params(kind, ref)
                .query(Long.class)
                .optional();
    }

    private Plan plan(ResultSet row, int n) throws SQLException {
        long id = row.getLong("id");
        var items = jdbc.sql("select * from retention.item where job = ? order by number")
                .param(id)
                .query((item, m) -> item(item))
                .list();
        return new Plan(
                id,
                State.values()[row.getInt("state") - 1],
                row.getString("author"),
                row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("approved_by"),
                instant(row, "approved_at"),
                row.getString("started_by"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getObject("certificate", Long.class),
                row.getString("certificate_digest"),
                row.getString("signature"),
                items);
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                Kind.named(row.getString("kind")).orElseThrow(),
                row.getString("feed"),
                row.getString("period"),
                row.getObject("due_before", OffsetDateTime.class).toInstant(),
                row.getLong("things"),
                row.getLong("bytes"),
                instant(row, "oldest"),
                row.getLong("held"),
                row.getLong("gone_things"),
                row.getLong("gone_bytes"),
                row.getBoolean("done"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime maybe(@Nullable Instant time) {
        return time == null ? null : utc(time);
    }
}
