package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.PackageStore.Lease;
import cn.lvyue.hub.record.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Takes packages for this node; after a restart those it had taken are free at once, those of a dead node when their lease ends. */
@Component
class Leases implements InitializingBean {
    private final PackageStore store;
    private final DeliverySettings settings;
    private final Clock clock;
    private final String node;

    Leases(PackageStore store, DeliverySettings settings, Clock clock) {
        this.store = store;
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

    List<SealedPackage> dueForPush(Target target) {
        return store.lease(target, false, lease(), settings.retry().atOnce());
    }

    List<SealedPackage> dueForReceipts(Target target) {
        return store.lease(target, true, lease(), settings.retry().atOnce());
    }

    /** @throws IllegalStateException if this node was too slow and another may have taken the package */
    void renew(SealedPackage pack) {
        if (!store.renew(pack.no(), lease())) {
            throw new IllegalStateException(pack + " is not this node's any more");
        }
    }

    private Lease lease() {
        var now = clock.instant();
        return new Lease(node, now, now.plus(settings.lease()));
    }
}
