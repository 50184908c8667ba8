package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what came of an attempt or of asking: state, next date, receipts; each in one transaction. */
@Component
class Noting {
    private final PackageStore packages;
    private final ReceiptStore receipts;
    private final Patience patience;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Noting(
            PackageStore packages,
            ReceiptStore receipts,
            Patience patience,
            TransactionTemplate transaction,
            Clock clock) {
        this.packages = packages;
        this.receipts = receipts;
        this.patience = patience;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param archived the answer's archive id; null when there was none */
    void note(Pushed pushed, @Nullable Long archived) {
        write(pushed.pack(), () -> pushed.result().tell(new Written(pushed.pack(), archived)));
    }

    /** A package that must not or cannot be sent: a failed exchange. */
    void noteFailure(SealedPackage pack, String why) {
        write(pack, () -> packages.waiting(pack, PackageState.FAILED, why, null));
    }

    /** @param archived the answer's archive id; null when nothing has changed */
    void note(Asked asked, @Nullable Long archived) {
        write(asked.pack(), () -> {
            if (asked.lost()) {
                var why = "the platform does not know the package any more";
                packages.waiting(asked.pack(), PackageState.UNKNOWN, why, clock.instant());
            } else {
                noteReceipts(asked, archived);
            }
        });
    }

    /** @return whether there is such a package and it had failed or was refused */
    boolean retry(UUID packageId) {
        return Boolean.TRUE.equals(transaction.execute(status -> packages.retry(packageId, clock.instant())));
    }

    private void write(SealedPackage pack, Runnable change) {
        transaction.executeWithoutResult(status -> {
            change.run();
            packages.refreshBatch(pack.batchId());
        });
    }

    private class Written implements PushResult.Story {
        private final SealedPackage pack;
        private final @Nullable Long archived;

        Written(SealedPackage pack, @Nullable Long archived) {
            this.pack = pack;
            this.archived = archived;
        }

        @Override
        public void accepted(@Nullable String receiptNo) {
            var now = clock.instant();
            packages.accepted(pack, receiptNo, now, now.plus(patience.beforeNextAsking(0)));
            if (receiptNo != null) {
                addFirstReceipt("0", receiptNo);
            }
        }

        @Override
        public void refused(String code, @Nullable String message) {
            addFirstReceipt(code, message);
            packages.refused(pack, code, message);
        }

        private void addFirstReceipt(String code, @Nullable String message) {
            if (archived != null) {
                var receipt = new StageReceipt("R1", code, message, List.of());
                receipts.add(pack.no(), receipt, clock.instant(), archived);
            }
        }

        @Override
        public void unanswered(String why, @Nullable Duration retryAfter) {
            again(PackageState.UNKNOWN, why, retryAfter);
        }

        @Override
        public void notArrived(String why, @Nullable Duration retryAfter) {
            again(PackageState.SEALED, why, retryAfter);
        }

        private void again(PackageState state, String why, @Nullable Duration retryAfter) {
            if (patience.isExhausted(pack.attempts())) {
                var reason = "given up after %d attempts: %s".formatted(pack.attempts(), why);
                packages.waiting(pack, PackageState.FAILED, reason, null);
            } else {
                var pause = patience.beforeNextPush(pack.attempts(), retryAfter);
                packages.waiting(pack, state, why, clock.instant().plus(pause));
            }
        }
    }

    private void noteReceipts(Asked asked, @Nullable Long archived) {
        var pack = asked.pack();
        for (var receipt : asked.receipts()) {
            receipts.add(pack.no(), receipt, clock.instant(), archived == null ? 0 : archived);
        }
        receipts.addResults(pack.no(), asked.receipts());
        var refusal = asked.receipts().stream().filter(StageReceipt::refusesAll).findFirst();
        var last = StageReceipt.finalStage(pack.target());
        if (refusal.isPresent()) {
            packages.refused(pack, refusal.get().code(), refusal.get().message());
        } else if (asked.receipts().stream().anyMatch(receipt -> receipt.stage().equals(last))) {
            receipts.settle(pack.no());
        } else {
            goOn(asked);
        }
    }

    private void goOn(Asked asked) {
        var pack = asked.pack();
        var now = clock.instant();
        var dueBy = patience.receiptsDueBy(pack.sentAt() == null ? now : pack.sentAt());
        if (now.isAfter(dueBy)) {
            receipts.goOn(pack, asked.digest(), null, "overdue: no final receipt by " + dueBy);
        } else {
            var next = now.plus(patience.beforeNextAsking(asked.changed() ? 0 : pack.attempts()));
            receipts.goOn(pack, asked.digest(), next, null);
        }
    }
}
