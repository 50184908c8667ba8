package cn.lvyue.hub.api;

import cn.lvyue.hub.api.AcceptanceAnswer.Step;
import cn.lvyue.hub.api.AcceptanceAnswer.What;
import cn.lvyue.hub.ledger.SourceHistory;
import cn.lvyue.hub.ledger.SourceHistory.Recent;
import cn.lvyue.hub.ledger.SourceHistory.Shows;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.ops.AcceptanceCheck;
import cn.lvyue.hub.ops.ArrivalService;
import cn.lvyue.hub.ops.ArrivalState;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.AuditEntry;
import cn.lvyue.hub.security.AuditQuery;
import cn.lvyue.hub.security.AuditTrail;
import cn.lvyue.hub.security.SourceKey;
import cn.lvyue.hub.security.SourceKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks in what the hub keeps anyway, messages, returns, uses of keys, refused calls, arrivals, for what an acceptance check asks for.
 * A step is seen if the hub saw it; nobody ticks it.
 */
@Component
class AcceptanceSteps {
    private static final String WRONG_SIGNATURE = "S101";
    private static final String WRONG_CLOCK = "S102";

    private final SourceHistory history;
    private final SourceKeys keys;
    private final AuditTrail audit;
    private final Due due;

    AcceptanceSteps(SourceHistory history, SourceKeys keys, AuditTrail audit, Due due) {
        this.history = history;
        this.keys = keys;
        this.audit = audit;
        this.due = due;
    }

    /** What was due, and by when. */
    @Component
    static class Due {
        private final Mappings mappings;
        private final ArrivalService arrivals;
        private final Clock clock;

        Due(Mappings mappings, ArrivalService arrivals, Clock clock) {
            this.mappings = mappings;
            this.arrivals = arrivals;
            this.clock = clock;
        }
    }

    List<Step> of(AcceptanceCheck check) {
        var feed = check.feed();
        var since = check.since();
        var held = keys.of(feed);
        var back = history.goneBack(feed, since);
        return List.of(
                shown(What.ARRIVED, history.first(feed, since, Shows.ANYTHING, 0)),
                signed(held, since),
                refused(held, since),
                clock(held, since),
                shown(What.SAMPLE, history.first(feed, since, Shows.ALL_IN_ORDER, 1)),
                shown(What.DUPLICATE, history.first(feed, since, Shows.DUPLICATE, 1)),
                back.returned() == 0
                        ? Step.open(What.RETURNED)
                        : Step.seen(What.RETURNED, null, back.example(), back.returned()),
                back.corrected() == 0
                        ? Step.open(What.CORRECTED)
                        : Step.seen(What.CORRECTED, null, back.correctedBy(), back.corrected()),
                shown(What.VOLUME, history.first(feed, since, Shows.ANYTHING, check.volume())),
                schedule(feed, since));
    }

    private static Step shown(What what, Optional<Recent> message) {
        return message.map(
                        found -> Step.seen(what, Times.of(found.receivedAt()), found.messageId(), (long) found.read()))
                .orElseGet(() -> Step.open(what));
    }

    /** When a key was used is known to the minute. */
    private static Optional<Instant> lastUse(List<SourceKey> keys, Instant since) {
        return keys.stream()
                .map(SourceKey::lastUsedAt)
                .filter(Objects::nonNull)
                .filter(used -> !used.isBefore(since.truncatedTo(ChronoUnit.MINUTES)))
                .max(Comparator.naturalOrder());
    }

    private static Step signed(List<SourceKey> keys, Instant since) {
        if (keys.isEmpty()) {
            return Step.notApplicable(What.SIGNED);
        }
        return lastUse(keys, since)
                .map(used -> Step.seen(What.SIGNED, Times.of(used), null, null))
                .orElseGet(() -> Step.open(What.SIGNED));
    }

    private Step refused(List<SourceKey> keys, Instant since) {
        if (keys.isEmpty()) {
            return Step.notApplicable(What.WRONG_SIGNATURE);
        }
        return refusal(keys, WRONG_SIGNATURE, since)
                .map(line -> Step.seen(What.WRONG_SIGNATURE, Times.of(line.at()), null, null))
                .orElseGet(() -> Step.open(What.WRONG_SIGNATURE));
    }

    /** The clock is right when signed calls pass, and none was refused for its time after the last that did. */
    private Step clock(List<SourceKey> keys, Instant since) {
        if (keys.isEmpty()) {
            return Step.notApplicable(What.CLOCK);
        }
        var used = lastUse(keys, since);
        var wrong = refusal(keys, WRONG_CLOCK, since).map(AuditEntry::at);
        boolean right = used.isPresent()
                && wrong.filter(at -> at.isAfter(used.get().plus(1, ChronoUnit.MINUTES)))
                        .isEmpty();
        return right ? Step.seen(What.CLOCK, Times.of(used.get()), null, null) : Step.open(What.CLOCK);
    }

    private Optional<AuditEntry> refusal(List<SourceKey> keys, String code, Instant since) {
        return keys.stream()
                .flatMap(
                        key -> audit
                                .page(
                                        new AuditQuery(key.keyId(), "request", null, code, since, null),
                                        Long.MAX_VALUE,
                                        1)
                                .stream())
                .max(Comparator.comparing(AuditEntry::at));
    }

    /** What came before the check began does not count, though its period ends later; what never came does. */
    private static boolean came(@Nullable Instant at, Instant since) {
        return at == null || !at.isBefore(since);
    }

    /** At least one period was due since then, and the last that is over brought its data in time. */
    private Step schedule(FeedId feed, Instant since) {
        if (due.mappings.due(feed).isEmpty()) {
            return Step.notApplicable(What.SCHEDULE);
        }
        var now = due.clock.instant();
        var judged = due.arrivals.between(Times.day(since), Times.day(now), feed).stream()
                .filter(arrival -> !arrival.deadline().isBefore(since))
                .filter(arrival -> arrival.state() != ArrivalState.WAITING)
                .filter(arrival -> came(arrival.arrivedAt(), since))
                .toList();
        if (judged.isEmpty()) {
            return Step.open(What.SCHEDULE);
        }
        var last = judged.get(judged.size() - 1);
        long inTime = judged.stream()
                .filter(arrival -> arrival.state() == ArrivalState.ARRIVED)
                .count();
        var at = last.arrivedAt();
        return last.state() == ArrivalState.ARRIVED
                ? Step.seen(What.SCHEDULE, at == null ? null : Times.of(at), last.messageId(), inTime)
                : Step.open(What.SCHEDULE);
    }
}
