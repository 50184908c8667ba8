package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.personal.PersonalData;
import cn.lvyue.hub.security.Audit;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Where a record's personal data is erased for good, at the request of who it is about; pages and calls alike. */
@Component
public class ErasureDesk {
    private static final int LONGEST = 200;
    private static final Set<DeliveryState> OVER =
            Set.of(DeliveryState.RECEIPTED, DeliveryState.REFUSED, DeliveryState.SUPERSEDED);

    private final Ledger ledger;
    private final Deliveries deliveries;
    private final PersonalData personal;
    private final Audit audit;

    ErasureDesk(Ledger ledger, Deliveries deliveries, PersonalData personal, Audit audit) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.personal = personal;
        this.audit = audit;
    }

    /**
     * Erases, and writes down who did and why in the same transaction.
     *
     * @param reason of at most 200 characters, and {@code reference} of the request likewise
     * @return rows that had some, by table
     * @throws Refusal for a record that is not known or still on its way, and without reason or reference
     */
    public Map<String, Integer> erase(String recordId, String reason, String reference, HttpServletRequest request) {
        var record = known(recordId);
        requireText("reason", reason);
        requireText("reference", reference);
        requireSettled(record);
        var deed = new Audit.Deed(
                "personal.erase", "record " + recordId, Map.of(), Map.of(), reason.strip(), reference.strip(), "ok");
        return personal.erase(
                record.recordId(),
                reason.strip() + " · " + reference.strip(),
                () -> audit.note(Actors.of(request), deed));
    }

    /** Whether nothing of a record is on its way: a package is composed anew whenever it is sent again, and has to come out the same. */
    public boolean isSettled(String recordId) {
        return isSettled(known(recordId));
    }

    private boolean isSettled(KnownRecord record) {
        return deliveries.of(record.recordId()).stream().allMatch(each -> OVER.contains(each.state()));
    }

    private void requireSettled(KnownRecord record) {
        if (!isSettled(record)) {
            throw Refusal.of(
                    ProblemKind.NOT_NOW,
                    "记录 %s 的报送尚未完成，不能擦除".formatted(record.recordId()),
                    "record %s is still on its way to a platform and cannot be erased".formatted(record.recordId()));
        }
    }

    private static void requireText(String name, String value) {
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.badParameter(
                    name, value, "1 至 %d 个字符".formatted(LONGEST), "1 to %d characters".formatted(LONGEST));
        }
    }

    private KnownRecord known(String recordId) {
        return KnownRecords.needed(ledger, recordId);
    }
}
