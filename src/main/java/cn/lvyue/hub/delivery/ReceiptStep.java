package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps that fetch receipts, as {@code routes/3-delivery.camel.yaml} calls them. */
@Component("receipts")
class ReceiptStep {
    private final Leases leases;
    private final Asking asking;
    private final Noting noting;

    ReceiptStep(Leases leases, Asking asking, Noting noting) {
        this.leases = leases;
        this.asking = asking;
        this.noting = noting;
    }

    /** Packages whose receipts are to be asked for, taken for this node. */
    List<SealedPackage> due(Target target) {
        return leases.dueForReceipts(target);
    }

    Asked ask(SealedPackage pack) {
        leases.renew(pack);
        return asking.ask(pack);
    }

    /** @param archived the answer's archive id; null when nothing has changed */
    void note(Asked asked, @Nullable Long archived) {
        noting.note(asked, archived);
    }
}
