package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of alarms. Every statement stands alone, so that of two nodes that notice the same one alone raises it. */
@Repository
class AlarmStore {
    private final JdbcClient jdbc;

    AlarmStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether it was not open yet; if it was, its words are brought up to date */
    boolean raise(Alarm alarm, Instant now) {
        return jdbc.sql("""
                        insert into ops.alarm as a (code, subject, level, raised_at, zh, en)
                        values (:code, :subject, :level, :now, :zh, :en)
                        on conflict (code, subject) where cleared_at is null
                        do update set zh = excluded.zh, en = excluded.en, level = excluded.level
                            where (a.zh, a.en, a.level) is distinct from (excluded.zh, excluded.en, excluded.level)
                        returning xmax = 0""")
                .param("code", alarm.code())
                .param("subject", alarm.subject())
                .param("level", alarm.level().ordinal() + 1)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("zh", alarm.zh())
                .param("en", alarm.en())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** @return whether it was open */
    boolean clear(String code, String subject, Instant now) {
        return jdbc.sql("update ops.alarm set cleared_at = ? where code = ? and subject = ? and cleared_at is null")
                        .params(OffsetDateTime.ofInstant(now, ZoneOffset.UTC), code, subject)
                        .update()
                > 0;
    }

    /** Open ones, newest first, at most so many. */
    List<AlarmView> open(int limit) {
        return jdbc.sql("select * from ops.alarm where cleared_at is null order by id desc limit ?")
                .param(limit)
                .query(AlarmStore::view)
                .list();
    }

    /** Open and cleared ones, newest first. @param before only older ones than this id */
    List<AlarmView> all(long before, int limit) {
        return jdbc.sql("select * from ops.alarm where id < ? order by id desc limit ?")
                .params(before, limit)
                .query(AlarmStore::view)
                .list();
    }

    Optional<AlarmView> acknowledge(long id, String by, String reason, Instant now) {
        jdbc.sql("""
                        update ops.alarm set acknowledged_at = ?, acknowledged_by = ?, reason = ?
                        where id = ? and acknowledged_at is null""")
                .params(OffsetDateTime.ofInstant(now, ZoneOffset.UTC), by, reason, id)
                .update();
        return jdbc.sql("select * from ops.alarm where id = ?")
                .param(id)
                .query(AlarmStore::view)
                .optional();
    }

    private static AlarmView view(ResultSet row, int number) throws SQLException {
        return new AlarmView(
                row.getLong("id"),
                row.getString("code"),
                row.getString("subject"),
                Level.values()[row.getInt("level") - 1],
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getString("zh"),
                row.getString("en"),
                instant(row, "cleared_at"),
                instant(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                row.getString("reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
