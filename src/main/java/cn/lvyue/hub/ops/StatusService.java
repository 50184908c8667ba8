package cn.lvyue.hub.ops;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.ledger.Ledger;
import java.time.Clock;
import org.springframework.stereotype.Service;

/** Tells how the hub stands: what came, what became of it, what went out and what waits. */
@Service
public class StatusService {
    private final Archive archive;
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final Clock clock;

    StatusService(Archive archive, Ledger ledger, Deliveries deliveries, Clock clock) {
        this.archive = archive;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    public HubStatus now() {
        return new HubStatus(
                clock.instant(),
                ledger.balances(),
                deliveries.balances(),
                deliveries.books(),
                deliveries.lines(),
                archive.waitingByFeed());
    }
}
