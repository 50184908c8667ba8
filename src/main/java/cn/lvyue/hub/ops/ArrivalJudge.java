package cn.lvyue.hub.ops;

import cn.lvyue.hub.ledger.Intakes;
import cn.lvyue.hub.ledger.Intakes.Came;
import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.WorkingDays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Judges the periods of a feed. What counts is when a message was archived, and that it could be read; one that could not be
 * read is counted aside. While a message that came in time is still being read, nothing is held against its sender.
 */
@Component
class ArrivalJudge {
    private final ArrivalStore store;
    private final Intakes intakes;
    private final WorkingDays days;
    private final ZoneId zone;

    ArrivalJudge(ArrivalStore store, Intakes intakes, WorkingDays days, Clock clock) {
        this.store = store;
        this.intakes = intakes;
        this.days = days;
        this.zone = clock.getZone();
    }

    /**
     * @param since no deadline before this is judged
     * @param oldestWaiting when the feed's oldest message that is not settled was archived; null if there is none
     */
    void judge(FeedId feed, DueRule rule, Instant since, Instant now, @Nullable Instant oldestWaiting) {
        if (rule instanceof DueRule.Fixed fixed) {
            addBegun(feed, new DueCalendar(fixed, days, zone), since, now);
            store.open(feed).forEach(arrival -> judgePeriod(arrival, now, oldestWaiting));
        } else if (rule instanceof DueRule.Within within) {
            judgeRunning(feed, within, since, now, oldestWaiting);
        }
    }

    /** Also those that began and ended while the hub was down. */
    private void addBegun(FeedId feed, DueCalendar calendar, Instant since, Instant now) {
        var next = store.newest(feed, since)
                .map(last -> calendar.after(last.period()))
                .orElseGet(() -> calendar.firstDueFrom(since));
        while (!next.starts().isAfter(now)) {
            store.add(feed, next);
            next = calendar.after(next.day());
        }
    }

    private void judgePeriod(ArrivalView arrival, Instant now, @Nullable Instant oldestWaiting) {
        var ends = Objects.requireNonNull(arrival.ends());
        boolean pending = oldestWaiting != null && oldestWaiting.isBefore(ends);
        boolean over = !now.isBefore(ends) && !pending;
        var came = came(arrival).orElse(null);
        if (came == null) {
            boolean silent = isSilent(arrival, now, oldestWaiting);
            note(arrival, silent ? ArrivalState.LATE : ArrivalState.WAITING, null, over);
        } else {
            boolean settled = over || came.failed() || came.records() > 0;
            note(arrival, stateOf(arrival, came), came, settled);
        }
    }

    /** When the first message came; with the records of the first that was more than a zero report, if there is one. */
    private Optional<Came> came(ArrivalView arrival) {
        var first = intakes.first(arrival.feed(), arrival.starts(), arrival.ends(), false);
        if (first.isEmpty() || first.get().failed() || first.get().records() > 0) {
            return first;
        }
        var full = intakes.first(arrival.feed(), arrival.starts(), arrival.ends(), true);
        return full.map(more -> new Came(more.messageId(), first.get().at(), more.records(), more.failed()))
                .or(() -> first);
    }

    private static boolean isSilent(ArrivalView arrival, Instant now, @Nullable Instant oldestWaiting) {
        boolean beingRead = oldestWaiting != null && !oldestWaiting.isAfter(arrival.deadline());
        return arrival.state() == ArrivalState.LATE || now.isAfter(arrival.deadline()) && !beingRead;
    }

    private static ArrivalState stateOf(ArrivalView arrival, Came came) {
        return came.at().isAfter(arrival.deadline()) ? ArrivalState.ARRIVED_LATE : ArrivalState.ARRIVED;
    }

    private void note(ArrivalView arrival, ArrivalState state, @Nullable Came came, boolean closed) {
        int unreadable = intakes.unreadable(arrival.feed(), arrival.starts(), arrival.ends());
        var message = came == null ? null : came.messageId();
        boolean news = closed || state != arrival.state() || unreadable != arrival.unreadable();
        if (news || !Objects.equals(message, arrival.messageId())) {
            store.judged(arrival, state, came, unreadable, closed);
        }
    }

    /** One line that moves along while messages keep coming; what stays behind are the silences. */
    private void judgeRunning(
            FeedId feed, DueRule.Within rule, Instant since, Instant now, @Nullable Instant oldestWaiting) {
        var open = store.open(feed);
        if (open.isEmpty()) {
            store.add(feed, running(since, rule));
            return;
        }
        var arrival = open.get(0);
        var afterStart = arrival.starts().plus(1, ChronoUnit.MICROS);
        var first = intakes.first(feed, afterStart, null, false);
        if (first.isEmpty()) {
            boolean silent = isSilent(arrival, now, oldestWaiting);
            note(arrival, silent ? ArrivalState.LATE : ArrivalState.WAITING, null, false);
            return;
        }
        var last = intakes.last(feed, afterStart).orElse(first.get());
        if (first.get().at().isAfter(arrival.deadline())) {
            note(arrival, ArrivalState.ARRIVED_LATE, first.get(), true);
            store.add(feed, running(last.at(), rule));
        } else {
            store.moved(arrival, running(last.at(), rule));
        }
    }

    private DuePeriod running(Instant from, DueRule.Within rule) {
        var due = from.plus(rule.longest());
        return new DuePeriod(LocalDate.ofInstant(due, zone), from, due, due, null);
    }
}
