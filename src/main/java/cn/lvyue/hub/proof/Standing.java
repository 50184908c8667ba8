package cn.lvyue.hub.proof;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the log is behind what is archived, and telling people when it is far. */
@Component
class Standing {
    static final String BEHIND = "A150";

    private final JdbcClient jdbc;
    private final MarkStore marks;
    private final List<LeafRows> rows;
    private final ProofSettings settings;
    private final Alarms alarms;
    private final Clock clock;

    Standing(
            JdbcClient jdbc, MarkStore marks, List<LeafRows> rows, ProofSettings settings, Alarms alarms, Clock clock) {
        this.jdbc = jdbc;
        this.marks = marks;
        this.rows = List.copyOf(rows);
        this.settings = settings;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** When the oldest row was made that is not taken down; gaps apart. Empty if the log is up to date. */
    Optional<Instant> oldestOpen() {
        return rows.stream()
                .flatMap(kind -> kind.oldestAfter(marks.upto(kind.kind())).stream())
                .min(Instant::compareTo);
    }

    boolean hasOpenBefore(Instant end) {
        return oldestOpen().filter(oldest -> oldest.isBefore(end)).isPresent();
    }

    /** The day in the province on which the log began. */
    Optional<LocalDate> firstDay() {
        return jdbc.sql("select begun_at from proof.log")
                .query(OffsetDateTime.class)
                .optional()
                .map(at -> at.atZoneSameInstant(DayClosing.ZONE).toLocalDate());
    }

    /** Raises or clears the alarm that the log is behind. */
    void tell() {
        var late = oldestOpen()
                .filter(oldest -> Duration.between(oldest, clock.instant()).compareTo(settings.behind()) > 0);
        if (late.isEmpty()) {
            alarms.clear(BEHIND, DaySigner.SUBJECT);
            return;
        }
        alarms.raise(new Alarm(
                BEHIND,
                DaySigner.SUBJECT,
                Level.WARNING,
                "存证落后：最早一条归档于 %s 的尚未入证".formatted(late.get()),
                "The proof is behind: what was archived at %s is not taken down yet".formatted(late.get())));
    }
}
