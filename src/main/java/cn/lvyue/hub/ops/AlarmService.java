package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Alarms;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/** Keeps alarms: raised once with one line in the log, cleared with another, and shown until then. */
@Service
public class AlarmService implements Alarms {
    /** More open alarms than this are no longer a list to look through. */
    static final int MOST_OPEN = 500;

    private static final Logger log = LoggerFactory.getLogger(AlarmService.class);

    private final AlarmStore store;
    private final AlarmSubjects subjects;
    private final Clock clock;

    AlarmService(AlarmStore store, AlarmSubjects subjects, Clock clock) {
        this.store = store;
        this.subjects = subjects;
        this.clock = clock;
    }

    @Override
    public void raise(Alarm unnamed) {
        var alarm = subjects.named(unnamed);
        try {
            if (store.raise(alarm, clock.instant())) {
                log.warn("告警 alarm {} [{}] {} / {}", alarm.code(), alarm.subject(), alarm.zh(), alarm.en());
            }
        } catch (DataAccessException away) {
            log.warn(
                    "告警未能入库 alarm not kept {} [{}] {} / {}: {}",
                    alarm.code(),
                    alarm.subject(),
                    alarm.zh(),
                    alarm.en(),
                    away.getClass().getSimpleName());
        }
    }

    @Override
    public void clear(String code, String subject) {
        try {
            if (store.clear(code, subject, clock.instant())) {
                log.info("告警解除 alarm cleared {} [{}]", code, subject);
            }
        } catch (DataAccessException away) {
            log.warn(
                    "告警未能解除 alarm not cleared {} [{}]: {}",
                    code,
                    subject,
                    away.getClass().getSimpleName());
        }
    }

    /** Open alarms, newest first, at most {@value #MOST_OPEN}. */
    public List<AlarmView> open() {
        return store.open(MOST_OPEN);
    }

    /** Open and cleared alarms, newest first. @param before only those with a smaller id */
    public List<AlarmView> all(long before, int limit) {
        return store.all(before, limit);
    }

    /** Notes who knows of an alarm and why nothing more is done for now; the first word stays. Empty if there is none. */
    public Optional<AlarmView> acknowledge(long id, String by, String reason) {
        return store.acknowledge(id, by, reason, clock.instant());
    }
}
