package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.record.TargetAddress;
import org.springframework.stereotype.Component;

/**
 * Delivers a package at most once: where an earlier attempt may have arrived, the platform is asked before the same bytes go out
 * again under the same package id.
 */
@Component
class Pushing {
    private final PlatformClient client;
    private final Addresses addresses;
    private final TargetsSettings targets;
    private final PackageStore store;

    Pushing(PlatformClient client, Addresses addresses, TargetsSettings targets, PackageStore store) {
        this.client = client;
        this.addresses = addresses;
        this.targets = targets;
        this.store = store;
    }

    /** @param bytes as archived */
    Pushed push(SealedPackage pack, byte[] bytes) {
        boolean mayHaveArrived = pack.state() == PackageState.UNKNOWN;
        var address = addresses.of(pack.target());
        if (address.isEmpty()) {
            return nowhereToGo(pack, mayHaveArrived);
        }
        return mayHaveArrived ? askThenSend(pack, bytes, address.get()) : send(pack, bytes, address.get());
    }

    private static Pushed nowhereToGo(SealedPackage pack, boolean mayHaveArrived) {
        var why = "no address is configured for " + pack.target().id();
        var result = mayHaveArrived ? new PushResult.Unanswered(why, null) : new PushResult.NotArrived(why, null);
        return new Pushed(pack, result, null);
    }

    private Pushed askThenSend(SealedPackage pack, byte[] bytes, TargetAddress address) {
        var reply = client.ask(address, pack.id());
        boolean never = reply instanceof Reply.Answered answered && answered.isUnknown();
        return never ? send(pack, bytes, address) : asked(pack, reply);
    }

    private Pushed send(SealedPackage pack, byte[] bytes, TargetAddress address) {
        store.mayHaveArrived(pack.no());
        var reply = client.post(address, pack.id(), bytes);
        if (reply instanceof Reply.Answered answered) {
            boolean duplicate = targets.of(pack.target()).duplicateCodes().contains(answered.code());
            return duplicate ? asked(pack, client.ask(address, pack.id())) : sent(pack, answered);
        }
        return silent(pack, reply);
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

    private static Pushed withoutSuccess(SealedPackage pack, Reply.Answered answered) {
        var why = "HTTP " + answered.status() + (answered.message() == null ? "" : " " + answered.message());
        var code = answered.code();
        if (!answered.isNoWord() && code != null) {
            return new Pushed(pack, new PushResult.Refused(code, answered.message()), answered.answer());
        }
        boolean shut = answered.status() == 401 || answered.status() == 403 || answered.status() == 429;
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
