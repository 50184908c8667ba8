package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.record.PlatformCalls;
import cn.lvyue.hub.record.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps that fetch and take receipts, as {@code routes/3-delivery.camel.yaml} calls them. */
@Component("receipts")
class ReceiptStep {
    private final Leases leases;
    private final Asking asking;
    private final Noting noting;
    private final CallBacks callBacks;

    ReceiptStep(Leases leases, Asking asking, Noting noting, CallBacks callBacks) {
        this.leases = leases;
        this.asking = asking;
        this.noting = noting;
        this.callBacks = callBacks;
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

    /** A platform calls back: who is it, and what does it say? */
    Called open(PlatformCall call) {
        return callBacks.open(call);
    }

    /** @param archived the call's archive id; null when it was not let in */
    PlatformCalls.Result take(Called called, @Nullable Long archived) {
        return callBacks.take(called, archived);
    }
}
