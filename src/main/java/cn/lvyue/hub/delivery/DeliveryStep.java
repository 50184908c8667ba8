package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Sealing.Order;
import cn.lvyue.hub.record.Outgoing;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** The steps that bring packages to their platform, as {@code routes/3-delivery.camel.yaml} calls them. */
@Component("delivery")
class DeliveryStep {
    private final Batches batches;
    private final Leases leases;
    private final Composing composing;
    private final Pushing pushing;
    private final Noting noting;

    /** What makes batches. */
    @Component
    static class Batches {
        private final DailyBatches daily;
        private final Sealing sealing;
        private final BusinessDays days;
        private final Clock clock;

        Batches(DailyBatches daily, Sealing sealing, BusinessDays days, Clock clock) {
            this.daily = daily;
            this.sealing = sealing;
            this.days = days;
            this.clock = clock;
        }

        private DailyBatches daily() {
            return daily;
        }

        private void sealAtOnce(Target target) {
            sealing.seal(Order.atOnce(target, days.of(target, clock.instant())));
        }
    }

    DeliveryStep(Batches batches, Leases leases, Composing composing, Pushing pushing, Noting noting) {
        this.batches = batches;
        this.leases = leases;
        this.composing = composing;
        this.pushing = pushing;
        this.noting = noting;
    }

    /** The daily batches a target is owed by now: of the day that ended last, and of days that were missed. */
    void sealDaily(Target target) {
        batches.daily().seal(target);
    }

    /** Whatever is due at a target, at once. */
    void sealAtOnce(Target target) {
        batches.sealAtOnce(target);
    }

    /** Packages whose time has come, taken for this node. */
    List<SealedPackage> dueForPush(Target target) {
        return leases.dueForPush(target);
    }

    /** The bytes to archive and send. What must not or cannot leave makes the package a failed exchange before the error goes on. */
    Outgoing compose(SealedPackage pack) {
        try {
            return composing.compose(pack);
        } catch (CannotCompose | JacksonException hopeless) {
            noting.noteFailure(pack, String.valueOf(hopeless.getMessage()));
            throw hopeless;
        }
    }

    /** @param bytes as archived */
    Pushed push(SealedPackage pack, byte[] bytes) {
        leases.renew(pack);
        return pushing.push(pack, bytes);
    }

    /** @param archived the answer's archive id; null when there was no answer */
    void note(Pushed pushed, @Nullable Long archived) {
        noting.note(pushed, archived);
    }
}
