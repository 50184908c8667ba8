package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether packages may leave for a platform now: not while it is held, outside its windows, or while its breaker is open. */
@Component
class SendGate {
    private final HoldStore holds;
    private final BusinessDays days;
    private final Breaker breaker;
    private final DeliverySettings settings;
    private final Clock clock;

    SendGate(HoldStore holds, BusinessDays days, Breaker breaker, DeliverySettings settings, Clock clock) {
        this.holds = holds;
        this.days = days;
        this.breaker = breaker;
        this.settings = settings;
        this.clock = clock;
    }

    Breaker breaker() {
        return breaker;
    }

    boolean mayPush(Target target) {
        return days.maySend(target, clock.instant()) && !holds.isHeld(target);
    }

    /** When a package that was taken up a while ago should be looked at again, because it may not leave now after all. */
    Optional<Instant> waitsUntil(SealedPackage pack) {
        if (!mayPush(pack.target()) || isBatchHeld(pack)) {
            return Optional.of(clock.instant().plus(settings.retry().first()));
        }
        return breaker.shutSince(pack.target(), pack.takenAt());
    }

    private boolean isBatchHeld(SealedPackage pack) {
        return holds.open(new HoldStore.Subject(pack.target(), pack.batchId(), null))
                .isPresent();
    }
}
