package cn.lvyue.hub.delivery;

import cn.lvyue.hub.signing.Sm3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks a platform for the receipts of a package it accepted. */
@Component
class Asking {
    private final Carriers carriers;
    private final Breaker breaker;

    Asking(Carriers carriers, Breaker breaker) {
        this.carriers = carriers;
        this.breaker = breaker;
    }

    Asked ask(SealedPackage pack) {
        var carrier = carriers.of(pack.target());
        if (carrier.isEmpty()) {
            return nothingNew(pack);
        }
        return breaker.heard(pack, carrier.get().receipts(pack.id())) instanceof Reply.Answered answered
                ? read(pack, answered)
                : nothingNew(pack);
    }

    private Asked read(SealedPackage pack, Reply.Answered answered) {
        if (answered.isUnknown()) {
            return new Asked(pack, answered.answer(), null, List.of(), true);
        }
        if (!answered.isGood()) {
            return nothingNew(pack);
        }
        var body = answered.answer().body();
        var digest = Sm3.hex(body);
        return digest.equals(pack.answers())
                ? nothingNew(pack)
                : new Asked(pack, answered.answer(), digest, answered.receipts(), false);
    }

    /** Records that were refused in a package before, and that the platform says it holds from it by now. */
    record ThereByNow(long beforeNo, List<String> numbers) {}

    /**
     * Asks about records that are to go again after they were refused.
     *
     * @param befores the packages they were refused in
     * @return empty if the platform does not answer: then nothing goes either
     */
    Optional<List<ThereByNow>> there(SealedPackage pack, List<ResendStore.Before> befores, Carrier carrier) {
        var found = new ArrayList<ThereByNow>();
        for (var before : befores) {
            var reply = breaker.heard(pack, carrier.receipts(before.id()));
            if (!(reply instanceof Reply.Answered answered) || answered.isNoWord() && !answered.isUnknown()) {
                return Optional.empty();
            }
            var numbers = StageReceipt.finallyGood(answered.receipts(), pack.target()).stream()
                    .filter(before.numbers()::contains)
                    .toList();
            if (!numbers.isEmpty()) {
                found.add(new ThereByNow(before.no(), numbers));
            }
        }
        return Optional.of(found);
    }

    private static Asked nothingNew(SealedPackage pack) {
        return new Asked(pack, null, null, List.of(), false);
    }
}
