package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Alarms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alarm as people see it.
 *
 * @param clearedAt null while it is open
 * @param acknowledgedBy whoever said that he knows, with his reason; an alarm that is acknowledged stays open until it is over
 */
public record AlarmView(
        long id,
        String code,
        String subject,
        Alarms.Level level,
        Instant raisedAt,
        String zh,
        String en,
        @Nullable Instant clearedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable String reason) {

    public boolean open() {
        return clearedAt == null;
    }
}
