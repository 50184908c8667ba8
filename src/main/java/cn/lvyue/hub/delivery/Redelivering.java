package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes up again what did not end well, on a person's word; each package in one transaction. */
@Component
class Redelivering {
    static final String AGAIN = "R230";
    static final String THERE_BY_NOW = "R231";

    private final PackageStore packages;
    private final LeaseStore leases;
    private final OutdatedStore outdated;
    private final ReceiptStore receipts;
    private final ResendStore resending;
    private final SealingStore sealing;
    private final Remarks remarks;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Redelivering(
            PackageStore packages,
            LeaseStore leases,
            OutdatedStore outdated,
            ReceiptStore receipts,
            ResendStore resending,
            SealingStore sealing,
            Remarks remarks,
            TransactionTemplate transaction,
            Clock clock) {
        this.packages = packages;
        this.leases = leases;
        this.outdated = outdated;
        this.receipts = receipts;
        this.resending = resending;
        this.sealing = sealing;
        this.remarks = remarks;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** As {@link Redelivery#again}. */
    boolean again(UUID packageId, Collection<Long> records) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var now = clock.instant();
            var found = leases.find(packageId, now);
            if (found.isEmpty()) {
                return false;
            }
            sealing.lock(found.get().target()); // nothing newer of its records is sealed meanwhile
            var pack = leases.locked(found.get(), now);
            return isStored(pack) ? resend(pack, records) : reopen(packageId);
        }));
    }

    /** It was accepted, and its records were judged. */
    private boolean isStored(SealedPackage pack) {
        return pack.state() == PackageState.RECEIPTED
                || pack.state() == PackageState.PARTLY
                || pack.state() == PackageState.REFUSED && receipts.hasFinalWord(pack);
    }

    private boolean resend(SealedPackage pack, Collection<Long> records) {
        int moved = resending.move(pack, records, clock.instant());
        if (moved > 0) {
            remarks.add(pack, AGAIN, "%d / %d".formatted(moved, pack.counts().records()), null);
        }
        return moved > 0;
    }

    private boolean reopen(UUID packageId) {
        var reopened = packages.reopen(packageId, clock.instant());
        reopened.ifPresent(pack -> outdated.letNewerWait(pack.no()));
        return reopened.isPresent();
    }

    /** The platform holds records by now that were to go again: they stay where they were refused, and the rest goes on. */
    void there(SealedPackage pack, List<Asking.ThereByNow> found) {
        for (var one : found) {
            resending.giveBack(pack, one.beforeNo(), one.numbers());
            remarks.add(
                    pack,
                    THERE_BY_NOW,
                    String.join(", ", one.numbers().stream().limit(10).toList()),
                    null);
        }
    }
}
