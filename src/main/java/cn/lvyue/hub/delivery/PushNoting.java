package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes down what came of an attempt to deliver. Called inside a transaction. */
@Component
class PushNoting {
    private final PackageStore packages;
    private final ReceiptStore receipts;
    private final Splitting splitting;
    private final Redelivering redelivering;
    private final Breaker breaker;
    private final Patience patience;
    private final NationalLatency latency;
    private final Clock clock;

    PushNoting(
            PackageStore packages,
            ReceiptStore receipts,
            Splitting splitting,
            Redelivering redelivering,
            Breaker breaker,
            Patience patience,
            NationalLatency latency,
            Clock clock) {
        this.packages = packages;
        this.receipts = receipts;
        this.splitting = splitting;
        this.redelivering = redelivering;
        this.breaker = breaker;
        this.patience = patience;
        this.latency = latency;
        this.clock = clock;
    }

    /** @param archived the answer's archive id; null when there was none */
    void note(Pushed pushed, @Nullable Long archived) {
        pushed.result().tell(new Written(pushed, archived));
    }

    private class Written implements PushResult.Story {
        private final Pushed pushed;
        private final SealedPackage pack;
        private final @Nullable Long archived;

        Written(Pushed pushed, @Nullable Long archived) {
            this.pushed = pushed;
            this.pack = pushed.pack();
            this.archived = archived;
        }

        @Override
        public void accepted(@Nullable String receiptNo) {
            var now = clock.instant();
            latency.note(pack, now);
            packages.accepted(pack, receiptNo, now, now.plus(patience.beforeNextAsking(0)));
            if (receiptNo != null) {
                addFirstReceipt("0", receiptNo);
            }
        }

        @Override
        public void refused(String code, @Nullable String message) {
            addFirstReceipt(code, message);
            splitting.refuse(pack, code, message, archived);
        }

        private void addFirstReceipt(String code, @Nullable String message) {
            if (archived != null) {
                var receipt = new StageReceipt("R1", code, message, List.of());
                receipts.add(pack.no(), receipt, clock.instant(), archived);
            }
        }

        @Override
        public void unanswered(String why, @Nullable Duration retryAfter) {
            var answer = pushed.answer();
            if (answer != null && answer.httpStatus() / 100 == 5) {
                packages.fault(pack, clock.instant());
            }
            again(PackageState.UNKNOWN, why, retryAfter);
        }

        @Override
        public void notArrived(String why, @Nullable Duration retryAfter) {
            again(sentSince() ? PackageState.UNKNOWN : PackageState.SEALED, why, retryAfter);
        }

        /** Whether this node was so slow that another has taken the package up and sent it: that may have arrived. */
        private boolean sentSince() {
            var own = pushed.sentAt();
            return packages.triedAt(pack.no())
                    .filter(tried -> own == null ? tried.isAfter(pack.takenAt()) : !tried.equals(own))
                    .isPresent();
        }

        @Override
        public void postponed(Instant until) {
            packages.postpone(pack, until);
        }

        @Override
        public void poisoned(String why) {
            splitting.poisoned(pack, why);
        }

        @Override
        public void outdated() {
            splitting.outdated(pack);
        }

        @Override
        public void held() {
            splitting.held(pack);
        }

        @Override
        public void thereByNow(List<Asking.ThereByNow> found) {
            redelivering.there(pack, found);
            splitting.regroup(pack, "some of its records are at the platform by now");
        }

        /** While a platform is left alone nobody gives up: it fails for everybody, and the package is not to blame. */
        private void again(PackageState state, String why, @Nullable Duration retryAfter) {
            boolean out = breaker.isOpen(pack.target());
            if (out || !patience.isExhausted(pack.attempts())) {
                var pause = patience.beforeNextPush(pack.attempts(), retryAfter);
                packages.waiting(pack, state, why, clock.instant().plus(pause));
                if (out) {
                    packages.uncount(pack);
                }
            } else {
                var reason = "given up after %d attempts: %s".formatted(pack.attempts(), why);
                packages.failed(pack, reason, state == PackageState.UNKNOWN);
            }
        }
    }
}
