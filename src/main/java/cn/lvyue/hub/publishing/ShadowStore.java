package cn.lvyue.hub.publishing;

import static cn.lvyue.hub.publishing.PublicationStore.at;
import static cn.lvyue.hub.publishing.PublicationStore.instant;

import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.publishing.Publications.Publication;
import cn.lvyue.hub.record.FeedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table {@code shadow}. */
@Repository
class ShadowStore implements Shadows {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    ShadowStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public long ask(Publication draft, int days, long most, String by) {
        cancel(draft.id());
        var now = clock.instant();
        return jdbc.sql("""
                        insert into publishing.shadow (publication, feed, version, pack, text, since, days, most, state, started_by,
                            created_at)
                        values (:publication, :feed, :version, :pack, :text, :since, :days, :most, 'WAITING', :by, :now)
                        returning id""")
                .param("publication", draft.id())
                .param("feed", draft.text().feed().value())
                .param("version", draft.text().version())
                .param("pack", draft.text().pack())
                .param("text", draft.text().text())
                .param("since", at(now.minus(Duration.ofDays(days))))
                .param("days", days)
                .param("most", most)
                .param("by", by)
                .param("now", at(now))
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Shadow> latest(long publication) {
        return jdbc.sql("select * from publishing.shadow where publication = ? order by id desc limit 1")
                .param(publication)
                .query(ShadowStore::shadow)
                .optional();
    }

    @Override
    public boolean cancel(long publication) {
        return jdbc.sql("""
                                update publishing.shadow set state = 'CANCELLED', ended_at = ?
                                where publication = ? and state in ('WAITING', 'RUNNING')""").params(at(clock.instant()), publication).update() > 0;
    }

    @Override
    public Optional<Shadow> lease(String node) {
        var now = clock.instant();
        return jdbc.sql("""
                        update publishing.shadow set state = 'RUNNING', started_at = :now, leased_by = :node, leased_until = :until,
                            messages_done = 0, records = 0, differing = 0
                        where id = (select id from publishing.shadow
                            where state = 'WAITING' or state = 'RUNNING' and leased_until < :now
                            order by id limit 1 for update skip locked)
                        returning *""")
                .param("now", at(now))
                .param("node", node)
                .param("until", at(now.plus(LEASE)))
                .query(ShadowStore::shadow)
                .optional();
    }

    @Override
    public boolean progress(long id, String node, Progress progress) {
        return jdbc.sql("""
                                update publishing.shadow set messages = :messages, messages_done = :done, records = :records,
                                    differing = :differing, leased_until = :until
                                where id = :id and state = 'RUNNING' and leased_by = :node""")
                        .param("messages", progress.messages())
                        .param("done", progress.messagesDone())
                        .param("records", progress.records())
                        .param("differing", progress.differing())
                        .param("until", at(clock.instant().plus(LEASE)))
                        .param("id", id)
                        .param("node", node)
                        .update()
                > 0;
    }

    @Override
    public void done(long id, String node, Progress progress, String answer) {
        jdbc.sql("""
                        update publishing.shadow set state = 'DONE', ended_at = :now, messages = :messages, messages_done = :done,
                            records = :records, differing = :differing, answer = :answer::json
                        where id = :id and state = 'RUNNING' and leased_by = :node""")
                .param("now", at(clock.instant()))
                .param("messages", progress.messages())
                .param("done", progress.messagesDone())
                .param("records", progress.records())
                .param("differing", progress.differing())
                .param("answer", answer)
                .param("id", id)
                .param("node", node)
                .update();
    }

    @Override
    public void failed(long id, String node, String why) {
        jdbc.sql("""
                        update publishing.shadow set state = 'FAILED', ended_at = ?, failure = ?
                        where id = ? and state = 'RUNNING' and leased_by = ?""").params(at(clock.instant()), why, id, node).update();
    }

    @Override
    public void release(long id, String node) {
        jdbc.sql("""
                        update publishing.shadow set state = 'WAITING', leased_by = null, leased_until = null
                        where id = ? and state = 'RUNNING' and leased_by = ?""").params(id, node).update();
    }

    private static Shadow shadow(ResultSet row, int number) throws SQLException {
        return new Shadow(
                row.getLong("id"),
                row.getLong("publication"),
                new Text(
                        new FeedId(row.getString("feed")),
                        row.getString("version"),
                        row.getString("pack"),
                        row.getString("text")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getInt("days"),
                row.getLong("most"),
                State.valueOf(row.getString("state")),
                row.getString("started_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getLong("messages"),
                row.getLong("messages_done"),
                row.getLong("records"),
                row.getLong("differing"),
                row.getString("answer"),
                row.getString("failure"));
    }
}
