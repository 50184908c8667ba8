package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what came of an attempt or of asking: state, next date, receipts; each in one transaction. */
@Component
class Noting {
    private final Tables tables;
    private final PushNoting pushes;
    private final ReceiptNoting receipts;
    private final Oddities oddities;
    private final Patience patience;
    private final TransactionTemplate transaction;

    Noting(
            Tables tables,
            PushNoting pushes,
            ReceiptNoting receipts,
            Oddities oddities,
            Patience patience,
            TransactionTemplate transaction) {
        this.tables = tables;
        this.pushes = pushes;
        this.receipts = receipts;
        this.oddities = oddities;
        this.patience = patience;
        this.transaction = transaction;
    }

    /** What is written, and when. */
    @Component
    static class Tables {
        private final PackageStore packages;
        private final LeaseStore leases;
        private final ReceiptStore receipts;
        private final OutdatedStore outdated;
        private final SealingStore sealing;
        private final Clock clock;

        Tables(
                PackageStore packages,
                LeaseStore leases,
                ReceiptStore receipts,
                OutdatedStore outdated,
                SealingStore sealing,
                Clock clock) {
            this.packages = packages;
            this.leases = leases;
            this.receipts = receipts;
            this.outdated = outdated;
            this.sealing = sealing;
            this.clock = clock;
        }
    }

    /** @param archived the answer's archive id; null when there was none */
    void note(Pushed pushed, @Nullable Long archived) {
        transaction.executeWithoutResult(status -> {
            if (isOpen(tables.leases.locked(pushed.pack(), tables.clock.instant()))) {
                pushes.note(pushed, archived);
            }
        });
    }

    /** A package that must not or cannot be sent: a failed exchange. */
    void noteFailure(SealedPackage pack, String why) {
        transaction.executeWithoutResult(status -> {
            var now = tables.leases.locked(pack, tables.clock.instant());
            if (isOpen(now)) {
                tables.packages.failed(pack, why, now.state() == PackageState.UNKNOWN);
            }
        });
    }

    /** Else a call-back was quicker. */
    private static boolean isOpen(SealedPackage pack) {
        return pack.state() == PackageState.SEALED || pack.state() == PackageState.UNKNOWN;
    }

    /** @param archived the answer's archive id; null when nothing has changed */
    void note(Asked asked, @Nullable Long archived) {
        transaction.executeWithoutResult(status -> {
            if (asked.lost()) {
                tables.sealing.lock(asked.pack().target()); // what is newer and being sealed has to wait for it too
            }
            var pack = tables.leases.locked(asked.pack(), tables.clock.instant());
            if (pack.state() != PackageState.SENT) {
                return; // a call-back was quicker
            }
            if (asked.lost()) {
                oddities.lost(pack, archived);
                var why = "the platform does not know the package any more";
                tables.packages.waiting(pack, PackageState.UNKNOWN, why, tables.clock.instant());
                tables.outdated.letNewerWait(pack.no());
            } else if (!receipts.take(pack, asked.receipts(), archived)) {
                goOn(asked);
            }
        });
    }

    private void goOn(Asked asked) {
        var pack = asked.pack();
        var now = tables.clock.instant();
        var dueBy = patience.receiptsDueBy(pack.sentAt() == null ? now : pack.sentAt());
        if (now.isAfter(dueBy)) {
            tables.receipts.goOn(pack, asked.digest(), null, "overdue: no final receipt by " + dueBy);
        } else {
            var next = now.plus(patience.beforeNextAsking(asked.changed() ? 0 : pack.attempts()));
            tables.receipts.goOn(pack, asked.digest(), next, null);
        }
    }
}
