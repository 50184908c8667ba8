package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.AlarmService;
import cn.lvyue.hub.ops.AlarmView;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where people say that they know of an alarm. */
@Component
public class AlarmDesk {
    private static final int LONGEST_NOTE = 500;

    private final AlarmService alarms;

    AlarmDesk(AlarmService alarms) {
        this.alarms = alarms;
    }

    /** @throws Refusal without a note, or where there is no such alarm */
    public AlarmView acknowledge(String id, @Nullable String note, HttpServletRequest request) {
        var reason = Reasons.of(note, LONGEST_NOTE);
        var by = Actors.of(request).name();
        AuditNote.of(request).object("alarm " + Limits.id(id)).purpose(reason).after("acknowledgedBy", by);
        return alarms.acknowledge(Limits.id(id), by, reason).orElseThrow(() -> Refusal.notFound("告警", "alarm", id));
    }
}
