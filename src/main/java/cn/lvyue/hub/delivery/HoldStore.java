package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Holding.Hold;
import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people hold back. Rows are never deleted: they are the account of who held what, when and why. */
@Component
class HoldStore {
    private static final String OF = "target = :target and coalesce(batch_id, 0) = coalesce(:batch::bigint, 0)"
            + " and coalesce(record_id, 0) = coalesce(:record::bigint, 0)";

    private final JdbcClient jdbc;

    HoldStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is held: a whole target, a batch or a record of it. */
    record Subject(
            Target target, @Nullable Long batch, @Nullable Long record) {}

    /** Who decided so, and why. */
    record Word(String author, @Nullable String forWhom, String reason, Instant at) {}

    /** Holding what is held already leaves it as it is. */
    void hold(Subject subject, Word word) {
        jdbc.sql("""
                        insert into delivery.hold (target, batch_id, record_id, reason, author, for_whom, at)
                        values (:target, :batch, :record, :reason, :author, :forWhom, :at)
                        on conflict do nothing
                        """)
                .param("target", subject.target().code())
                .param("batch", subject.batch())
                .param("record", subject.record())
                .param("reason", word.reason())
                .param("author", word.author())
                .param("forWhom", word.forWhom())
                .param("at", Timestamp.from(word.at()))
                .update();
    }

    /** @return whether it was held */
    boolean release(Subject subject, Word word) {
        return jdbc.sql("update delivery.hold set released_at = :at, released_by = :author,"
                                + " released_for = :forWhom, release_reason = :reason where released_at is null and "
                                + OF)
                        .param("target", subject.target().code())
                        .param("batch", subject.batch())
                        .param("record", subject.record())
                        .param("reason", word.reason())
                        .param("author", word.author())
                        .param("forWhom", word.forWhom())
                        .param("at", Timestamp.from(word.at()))
                        .update()
                > 0;
    }

    Optional<Hold> open(Subject subject) {
        return jdbc.sql("select * from delivery.hold where released_at is null and " + OF)
                .param("target", subject.target().code())
                .param("batch", subject.batch())
                .param("record", subject.record())
                .query(HoldStore::view)
                .optional();
    }

    boolean isHeld(Target target) {
        return open(new Subject(target, null, null)).isPresent();
    }

    /** All that is held of a target, newest first. */
    List<Hold> open(Target target, int limit) {
        return jdbc.sql("select * from delivery.hold where released_at is null and target = ? order by id desc limit ?")
                .params(target.code(), limit)
                .query(HoldStore::view)
                .list();
    }

    private static Hold view(ResultSet row, int number) throws SQLException {
        return new Hold(
                Target.ofCode(row.getInt("target")),
                row.getObject("batch_id", Long.class),
                row.getObject("record_id", Long.class),
                row.getString("reason"),
                row.getString("author"),
                row.getString("for_whom"),
                row.getTimestamp("at").toInstant());
    }
}
