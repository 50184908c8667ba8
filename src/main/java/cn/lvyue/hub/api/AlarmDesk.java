package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.AlarmService;
import cn.lvyue.hub.ops.AlarmView;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/** Where it is said that an alarm is known, on pages and by programs alike; who knows is who is logged in. */
@Component
public class AlarmDesk {
    private final AlarmService alarms;

    AlarmDesk(AlarmService alarms) {
        this.alarms = alarms;
    }

    /** @throws Refusal without a reason, or where there is no such alarm */
    public AlarmView acknowledge(String id, Why why, HttpServletRequest request) {
        var reason = why.because();
        var by = Actors.of(request).name();
        var forWhom = why.forWhom();
        var note = AuditNote.of(request)
                .object("alarm " + Limits.id(id))
                .purpose(reason)
                .after("acknowledgedBy", by);
        if (forWhom != null) {
            note.after("for", forWhom);
        }
        return alarms.acknowledge(Limits.id(id), by, reason).orElseThrow(() -> Refusal.notFound("告警", "alarm", id));
    }
}
