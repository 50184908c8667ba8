package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Delivers a package at most once: where an earlier attempt may have arrived, the platform is asked before the same bytes go out
 * again under the same package id.
 */
@Component
class Pushing {
    private final Carriers carriers;
    private final TargetsSettings targets;
    private final Leases leases;
    private final SendGate gate;
    private final BeforeSending before;
    private final ResendStore resending;
    private final Asking asking;

    Pushing(
            Carriers carriers,
            TargetsSettings targets,
            Leases leases,
            SendGate gate,
            BeforeSending before,
            ResendStore resending,
            Asking asking) {
        this.carriers = carriers;
        this.targets = targets;
        this.leases = leases;
        this.gate = gate;
        this.before = before;
        this.resending = resending;
        this.asking = asking;
    }

    /** @param bytes as archived */
    Pushed push(SealedPackage pack, byte[] bytes) {
        var later = gate.waitsUntil(pack);
        if (later.isPresent()) {
            return new Pushed(pack, new PushResult.Postponed(later.get()), null);
        }
        boolean mayHaveArrived = pack.state() == PackageState.UNKNOWN;
        var carrier = carriers.of(pack.target());
        if (carrier.isEmpty()) {
            return nowhereToGo(pack, mayHaveArrived);
        }
        return mayHaveArrived ? askThenSend(pack, bytes, carrier.get()) : send(pack, bytes, carrier.get());
    }

    private static Pushed nowhereToGo(SealedPackage pack, boolean mayHaveArrived) {
        var why = "no address is configured for " + pack.target().id();
        var result = mayHaveArrived ? new PushResult.Unanswered(why, null) : new PushResult.NotArrived(why, null);
        return new Pushed(pack, result, null);
    }

    private Pushed askThenSend(SealedPackage pack, byte[] bytes, Carrier carrier) {
        var reply = ask(pack, carrier);
        boolean never = reply instanceof Reply.Answered answered && answered.isUnknown();
        return never ? send(pack, bytes, carrier) : asked(pack, reply);
    }

    /** Only what the platform surely does not have gets here. */
    private Pushed send(SealedPackage pack, byte[] bytes, Carrier carrier) {
        var unsure = refusedBefore(pack, carrier);
        if (unsure.isPresent()) {
            return new Pushed(pack, unsure.get(), null);
        }
        var obstacle = before.obstacle(pack);
        if (obstacle.isPresent()) {
            return new Pushed(pack, obstacle.get(), null);
        }
        var sentAt = leases.mayHaveArrived(pack);
        return sendNow(pack, bytes, carrier).sent(sentAt);
    }

    private Pushed sendNow(SealedPackage pack, byte[] bytes, Carrier carrier) {
        var reply = gate.breaker().sent(pack, carrier.send(pack.id(), bytes));
        if (reply instanceof Reply.Answered answered) {
            boolean duplicate = targets.of(pack.target()).duplicateCodes().contains(answered.code());
            return duplicate ? asked(pack, ask(pack, carrier)) : sent(pack, answered);
        }
        return silent(pack, reply);
    }

    /** What was refused before goes again only when the platform, asked about it, does not have it by now. */
    private Optional<PushResult> refusedBefore(SealedPackage pack, Carrier carrier) {
        var befores = resending.before(pack.no());
        if (befores.isEmpty()) {
            return Optional.empty();
        }
        return asking.there(pack, befores, carrier)
                .map(found -> found.isEmpty()
                        ? Optional.<PushResult>empty()
                        : Optional.<PushResult>of(new PushResult.ThereByNow(found)))
                .orElseGet(() ->
                        Optional.of(new PushResult.NotArrived("nothing is known of what was refused before", null)));
    }

    private Reply ask(SealedPackage pack, Carrier carrier) {
        return gate.breaker().heard(pack, carrier.ask(pack.id()));
    }

    private static Pushed sent(SealedPackage pack, Reply.Answered answered) {
        if (answered.isGood()) {
            return new Pushed(pack, new PushResult.Accepted(answered.receiptNo()), answered.answer());
        }
        return withoutSuccess(pack, answered);
    }

    /** The platform was asked: known and good means that an earlier attempt arrived. */
    private static Pushed asked(SealedPackage pack, Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            return unansweredAsk(pack, reply);
        }
        if (answered.isGood()) {
            return new Pushed(pack, new PushResult.Accepted(null), answered.answer());
        }
        if (answered.isUnknown()) {
            var why = "the platform calls the package a duplicate and does not know it";
            return new Pushed(pack, new PushResult.Unanswered(why, null), answered.answer());
        }
        var result = withoutSuccess(pack, answered);
        return result.result() instanceof PushResult.NotArrived shut
                ? new Pushed(pack, new PushResult.Unanswered(shut.why(), shut.retryAfter()), answered.answer())
                : result;
    }

    /** That nothing is found where a package was sent to is the word of whoever stands before the platform, and says nothing of it. */
    private static Pushed withoutSuccess(SealedPackage pack, Reply.Answered answered) {
        var why = "HTTP " + answered.status() + (answered.message() == null ? "" : " " + answered.message());
        var code = answered.code();
        if (!answered.isNoWord() && !answered.isUnknown() && code != null) {
            return new Pushed(pack, new PushResult.Refused(code, answered.message()), answered.answer());
        }
        boolean shut =
                answered.status() == 401 || answered.status() == 403 || answered.status() == 429 || answered.busy();
        return shut
                ? new Pushed(pack, new PushResult.NotArrived(why, answered.retryAfter()), answered.answer())
                : new Pushed(pack, new PushResult.Unanswered(why, answered.retryAfter()), answered.answer());
    }

    private static Pushed silent(SealedPackage pack, Reply reply) {
        return reply instanceof Reply.Unreachable off
                ? new Pushed(pack, new PushResult.NotArrived(off.why(), null), null)
                : unansweredAsk(pack, reply);
    }

    /** Whether an earlier attempt arrived is as open as before. */
    private static Pushed unansweredAsk(SealedPackage pack, Reply reply) {
        var why = reply instanceof Reply.Unreachable off ? off.why() : ((Reply.NoAnswer) reply).why();
        return new Pushed(pack, new PushResult.Unanswered(why, null), null);
    }
}
