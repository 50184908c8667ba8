package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.WorkingDays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Raises and clears the alarms about feeds: silent, not worked off, and a calendar that ends. */
@Component
class ArrivalAlarms {
    static final String SILENT = "T161";
    static final String NO_CALENDAR = "T162";
    static final String BACKLOG = "T163";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Alarms alarms;
    private final ArrivalStore store;
    private final WorkingDays days;
    private final OperationSettings settings;
    private final ZoneId zone;

    ArrivalAlarms(Alarms alarms, ArrivalStore store, WorkingDays days, OperationSettings settings, Clock clock) {
        this.alarms = alarms;
        this.store = store;
        this.days = days;
        this.settings = settings;
        this.zone = clock.getZone();
    }

    /**
     * @param feeds all feeds there are
     * @param waitedFor those that have a rule
     * @param oldest when the oldest unsettled message of a feed was archived
     */
    void tell(List<FeedId> feeds, Set<FeedId> waitedFor, Map<FeedId, Instant> oldest, Instant now) {
        waitedFor.forEach(this::tellSilence);
        tellBacklog(feeds, oldest, now);
        tellCalendar(LocalDate.ofInstant(now, zone));
    }

    void noLongerWaitedFor(FeedId feed) {
        alarms.clear(SILENT, feed.value());
    }

    private void tellSilence(FeedId feed) {
        var silence = store.silence(feed);
        var since = silence.since();
        if (since == null) {
            alarms.clear(SILENT, feed.value());
            return;
        }
        var due = MINUTE.format(since.atZone(zone));
        var zh = "{subject}应于 %s 前报送，至今未到，已缺 %d 期".formatted(due, silence.missed());
        var en = "nothing came from {subject}, due by %s; %d missed".formatted(due, silence.missed());
        int unreadable = silence.unreadable();
        alarms.raise(new Alarm(
                SILENT,
                feed.value(),
                Level.CRITICAL,
                unreadable == 0 ? zh : zh + "；另有 %d 份报文无法读取".formatted(unreadable),
                unreadable == 0 ? en : en + "; %d messages could not be read".formatted(unreadable)));
    }

    private void tellBacklog(List<FeedId> feeds, Map<FeedId, Instant> oldest, Instant now) {
        feeds.stream().filter(feed -> !oldest.containsKey(feed)).forEach(feed -> alarms.clear(BACKLOG, feed.value()));
        oldest.forEach((feed, since) -> {
            if (since.plus(settings.backlog()).isBefore(now)) {
                var at = MINUTE.format(since.atZone(zone));
                alarms.raise(new Alarm(
                        BACKLOG,
                        feed.value(),
                        Level.WARNING,
                        "{subject}自 %s 归档的报文尚未处理完".formatted(at),
                        "a message of {subject} archived at %s is not settled yet".formatted(at)));
            } else {
                alarms.clear(BACKLOG, feed.value());
            }
        });
    }

    /** The next year's holidays are announced in November. */
    private void tellCalendar(LocalDate today) {
        tellCalendar(today.getYear(), true);
        tellCalendar(today.getYear() + 1, today.getMonth() == Month.DECEMBER);
    }

    private void tellCalendar(int year, boolean needed) {
        if (needed && !days.knows(year)) {
            alarms.raise(new Alarm(
                    NO_CALENDAR,
                    String.valueOf(year),
                    Level.WARNING,
                    "工作日历没有 %d 年的放假与调休安排，该年只按周末计算工作日".formatted(year),
                    "the calendar has no data for %d: working days of that year know weekends only".formatted(year)));
        } else {
            alarms.clear(NO_CALENDAR, String.valueOf(year));
        }
    }
}
