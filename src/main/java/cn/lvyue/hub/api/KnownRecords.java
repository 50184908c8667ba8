package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import java.util.Optional;

/** Looks a record up by the number a caller names it with. */
final class KnownRecords {
    private KnownRecords() {}

    /** @throws Refusal T112 if it is none, or of no record that is known */
    static KnownRecord needed(Ledger ledger, String recordId) {
        var known = Limits.isRecordId(recordId) ? ledger.record(recordId) : Optional.<KnownRecord>empty();
        return known.orElseThrow(() -> Refusal.notFound("记录", "record", recordId));
    }
}
