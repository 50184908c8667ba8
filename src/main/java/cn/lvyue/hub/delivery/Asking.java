package cn.lvyue.hub.delivery;

import cn.lvyue.hub.signing.Sm3;
import java.util.List;
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

    private static Asked nothingNew(SealedPackage pack) {
        return new Asked(pack, null, null, List.of(), false);
    }
}
