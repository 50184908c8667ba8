package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks once more at a package that is about to be sent and surely is not at the platform: may it still go as it is? */
@Component
class BeforeSending {
    private final PackageStore packages;
    private final OutdatedStore outdated;
    private final HeldRecords held;
    private final Breaker breaker;
    private final DeliverySettings settings;

    BeforeSending(
            PackageStore packages,
            OutdatedStore outdated,
            HeldRecords held,
            Breaker breaker,
            DeliverySettings settings) {
        this.packages = packages;
        this.outdated = outdated;
        this.held = held;
        this.breaker = breaker;
        this.settings = settings;
    }

    /**
     * What keeps it back. A first attempt at the province cannot be outdated, for newer revisions wait for it; what goes again
     * can, and so can a piece of a package that was sent and refused late; what goes to the national platform is looked at every
     * time: its breach may have been revoked since. A held record does not go, whoever asked for the package to be tried again.
     */
    Optional<PushResult> obstacle(SealedPackage pack) {
        boolean again = pack.state() == PackageState.UNKNOWN;
        if ((again || pack.piece() || pack.target() == Target.NATIONAL) && outdated.any(pack.no(), pack.target())) {
            return Optional.of(inDoubtUntil(pack)
                    .<PushResult>map(PushResult.Postponed::new)
                    .orElseGet(PushResult.Outdated::new));
        }
        if (held.any(pack)) {
            return Optional.of(new PushResult.Held());
        }
        return again && isPoisoned(pack)
                ? Optional.of(new PushResult.Poisoned(
                        "HTTP 5xx, %d times in a row".formatted(pack.trouble().faults())))
                : Optional.empty();
    }

    /**
     * A platform that does not know a package may still be at work on a call we got no answer to. What it will have in a moment must
     * not be counted as never shown, or nobody would tell it of the removal. Twice the time an answer is waited for is long enough.
     */
    private Optional<Instant> inDoubtUntil(SealedPackage pack) {
        return packages.triedAt(pack.no())
                .map(tried -> tried.plus(settings.http().answer().multipliedBy(2)))
                .filter(end -> pack.takenAt().isBefore(end));
    }

    private boolean isPoisoned(SealedPackage pack) {
        var trouble = pack.trouble();
        var since = trouble.since();
        return since != null
                && trouble.faults() >= settings.poison().faults()
                && (pack.counts().records() > 1 || isLong(pack, since))
                && breaker.acceptedSince(pack.target(), since);
    }

    /** To halve a package costs little; to refuse a record because a platform was in trouble for a moment is wrong. */
    private boolean isLong(SealedPackage pack, Instant since) {
        return packages.triedAt(pack.no())
                .filter(last -> !last.isBefore(since.plus(settings.poison().alone())))
                .isPresent();
    }
}
