package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.LeaseStore.Lease;
import cn.lvyue.hub.record.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Takes packages for this node; after a restart those it had taken are free at once, those of a dead node when their lease ends. */
@Component
class Leases implements InitializingBean {
    private final LeaseStore store;
    private final SendGate gate;
    private final DeliverySettings settings;
    private final Clock clock;
    private final String node;

    Leases(LeaseStore store, SendGate gate, DeliverySettings settings, Clock clock) {
        this.store = store;
        this.gate = gate;
        this.settings = settings;
        this.clock = clock;
        this.node = settings.node() == null ? hostName() : settings.node();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    @Override
    public void afterPropertiesSet() {
        store.releaseLeasesOf(node, clock.instant());
    }

    /** None while the target is held, outside its windows, or while its breaker is open. */
    List<SealedPackage> dueForPush(Target target) {
        return gate.mayPush(target) ? take(target, false) : List.of();
    }

    List<SealedPackage> dueForReceipts(Target target) {
        return take(target, true);
    }

    private List<SealedPackage> take(Target target, boolean sent) {
        int admitted = gate.breaker().admitted(target, settings.retry().atOnce());
        if (admitted == 0) {
            return List.of();
        }
        var taken = store.lease(target, sent, lease(), admitted);
        if (taken.isEmpty()) {
            gate.breaker().nothingToTry(target);
        }
        return taken;
    }

    /** @throws IllegalStateException if this node was too slow and another may have taken the package */
    void renew(SealedPackage pack) {
        if (!store.renew(pack.no(), lease())) {
            throw new IllegalStateException(pack + " is not this node's any more");
        }
    }

    /**
     * Notes that the platform may have a package from now on.
     *
     * @return when that was, as it is kept
     * @throws IllegalStateException if it must not be sent after all: this node was too slow, or a call-back was quicker
     */
    Instant mayHaveArrived(SealedPackage pack) {
        var lease = lease();
        var sentAt = lease.now().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        if (!store.mayHaveArrived(pack, lease, sentAt)) {
            throw new IllegalStateException(
                    pack + " is not this node's any more, or a call-back told what became of it");
        }
        return sentAt;
    }

    private Lease lease() {
        var now = clock.instant();
        return new Lease(node, now, now.plus(settings.lease()));
    }
}
