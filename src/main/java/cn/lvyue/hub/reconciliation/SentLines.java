package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.record.Target;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the views of schema {@code reconciliation}: what was due, and what the batches of a day hold. */
@Repository
class SentLines {
    /** A cursor, so that a day of any size needs no memory. */
    private static final int FETCH = 5_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate cursor;

    SentLines(JdbcClient jdbc, DataSource source) {
        this.jdbc = jdbc;
        this.cursor = new JdbcTemplate(source);
        cursor.setFetchSize(FETCH);
    }

    /** How much of what was received on a day is how far, by source. */
    record StageSum(String feed, Stage stage, long records, BigDecimal fen) {}

    List<StageSum> dueByStage(Target target, LocalDate day) {
        return places(target, day)
                .map(places -> dueByStage(target, day, places))
                .orElse(List.of());
    }

    private List<StageSum> dueByStage(Target target, LocalDate day, Places places) {
        return jdbc.sql("""
                        select l.feed, l.stage, count(*) as records, coalesce(sum(l.amount), 0) as fen
                        from reconciliation.due_line l
                        where l.target = :target and l.day = :day and l.due_no between :first and :last
                        group by l.feed, l.stage
                        """)
                .param("target", target.code())
                .param("day", day)
                .param("first", places.first())
                .param("last", places.last())
                .query(SentLines::stageSum)
                .list();
    }

    /** Where in the outbox all of a day lies. Asked for by itself, so that of years of it no more than these places is ever read. */
    private record Places(long first, long last) {}

    private Optional<Places> places(Target target, LocalDate day) {
        return jdbc.sql("""
                        select min(first) as first, max(last) as last from ledger.due_day
                        where target = ? and day = ? having count(*) > 0
                        """)
                .params(target.code(), day)
                .query((row, number) -> new Places(row.getLong("first"), row.getLong("last")))
                .optional();
    }

    /** What the ledger's own sums say became due of what was received on a day. */
    List<StageSum> due(Target target, LocalDate day) {
        return jdbc.sql("""
                        select f.name as feed, 0 as stage, d.records, d.amount as fen
                        from ledger.due_day d join ledger.feed f on f.id = d.feed where d.target = ? and d.day = ?
                        """)
                .params(target.code(), day)
                .query(SentLines::stageSum)
                .list();
    }

    private static StageSum stageSum(ResultSet row, int number) throws SQLException {
        return new StageSum(
                row.getString("feed"),
                Stage.ofCode(row.getInt("stage")),
                row.getLong("records"),
                row.getBigDecimal("fen"));
    }

    /** Everything in the batches of a business day, sorted by source record number and revision. */
    void each(Target target, LocalDate date, Consumer<SentLine> what) {
        cursor.query(
                """
                select * from reconciliation.sent_line where target = ? and business_date = ?
                order by source_record_no collate "C", revision, record_id""",
                row -> {
                    what.accept(line(row));
                },
                target.code(),
                date);
    }

    private static SentLine line(ResultSet row) throws SQLException {
        var stage = Stage.ofCode(row.getInt("stage"));
        var sentAt = row.getTimestamp("sent_at");
        var feed = row.getString("feed");
        return new SentLine(
                row.getString("source_record_no"),
                row.getInt("revision"),
                row.getInt("kind"),
                stage,
                feed == null ? "" : feed,
                row.getLong("record_id"),
                row.getObject("amount", Long.class),
                row.getString("platform_id"),
                said(row, stage),
                sentAt == null ? null : sentAt.toInstant(),
                row.getBoolean("aside"));
    }

    private static @Nullable String said(ResultSet row, Stage stage) throws SQLException {
        if (stage == Stage.REFUSED) {
            var code = row.getString("code");
            var message = row.getString("message");
            return code == null ? message : message == null ? code : code + " " + message;
        }
        return stage.shouldBeThere() ? null : row.getString("failure");
    }
}
