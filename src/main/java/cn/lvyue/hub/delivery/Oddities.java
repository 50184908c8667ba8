package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.ReceiptStore.Odd;
import cn.lvyue.hub.delivery.ReceiptStore.Tally;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Remarks on receipts that are late, doubled, contradictory or of something else, each under a code of the catalogue. */
@Component
class Oddities {
    static final String PARTLY = "R106";
    static final String LATE = "R107";
    static final String DOUBLED = "R108";
    static final String CONTRADICTS = "R109";
    static final String REFUSED_AFTER_ALL = "R110";
    static final String UNKNOWN_PACKAGE = "R111";
    static final String UNKNOWN_RECORD = "R112";
    static final String COUNTS = "R113";
    static final String UNREADABLE = "R114";
    static final String LOST = "R115";
    static final String NEVER_SENT = "R117";
    static final String OTHER_ID = "R122";

    private static final int NAMED = 10;

    private final Remarks remarks;
    private final ReceiptStore receipts;
    private final Patience patience;
    private final Clock clock;

    Oddities(Remarks remarks, ReceiptStore receipts, Patience patience, Clock clock) {
        this.remarks = remarks;
        this.receipts = receipts;
        this.patience = patience;
        this.clock = clock;
    }

    void neverSent(SealedPackage pack, @Nullable Long archived) {
        remarks.add(pack, NEVER_SENT, pack.state().name(), archived);
    }

    void lost(SealedPackage pack, @Nullable Long archived) {
        remarks.add(pack, LOST, "HTTP 404", archived);
    }

    void refusedAfterAll(SealedPackage pack, String said, @Nullable Long archived) {
        remarks.add(pack, REFUSED_AFTER_ALL, said, archived);
    }

    /** The platform ended without a word on some records: they are not taken for stored. */
    void uncounted(SealedPackage pack, Tally tally, @Nullable Long archived) {
        remarks.add(pack, COUNTS, "%d records without a final word".formatted(tally.open()), archived);
    }

    void settled(SealedPackage pack, Tally tally, List<StageReceipt> finals, @Nullable Long archived) {
        if (tally.refused() > 0 && tally.receipted() > 0) {
            remarks.add(pack, PARTLY, "%d / %d".formatted(tally.refused(), pack.counts().records()), archived);
        }
        for (var receipt : finals) {
            var accepted = receipt.accepted();
            if (accepted != null && accepted != tally.receipted()) {
                remarks.add(pack, COUNTS, "%d / %d".formatted(accepted, tally.receipted()), archived);
            }
        }
    }

    /** @param said already kept among the package's receipts, and not yet applied */
    void remark(SealedPackage pack, List<StageReceipt> said, @Nullable Long archived) {
        late(pack, archived);
        var seen = new HashSet<String>();
        for (var receipt : said) {
            if (!seen.add(receipt.stage() + " " + receipt.code())) {
                remarks.add(pack, DOUBLED, receipt.stage() + " " + receipt.code(), archived);
            }
            var others = receipts.otherCodes(pack.no(), receipt);
            if (others.stream().anyMatch(code -> code.equals("0") != receipt.isGood())) {
                var codes = String.join(", ", others) + ", " + receipt.code();
                remarks.add(pack, CONTRADICTS, receipt.stage() + ": " + codes, archived);
            }
        }
        ofRecords(pack, receipts.odd(pack.no(), said), archived);
    }

    /** Told again what was told before. */
    void doubled(SealedPackage pack, @Nullable Long archived) {
        remarks.add(pack, DOUBLED, "the same receipts", archived);
    }

    private void late(SealedPackage pack, @Nullable Long archived) {
        var sentAt = pack.sentAt();
        boolean overdue = pack.state() == PackageState.SENT
                && sentAt != null
                && clock.instant().isAfter(patience.receiptsDueBy(sentAt));
        if (overdue || pack.state() == PackageState.FAILED) {
            remarks.add(pack, LATE, pack.state().name(), archived);
        }
    }

    private void ofRecords(SealedPackage pack, List<Odd> odd, @Nullable Long archived) {
        say(pack, UNKNOWN_RECORD, odd, one -> one.state() == null, archived);
        say(
                pack,
                REFUSED_AFTER_ALL,
                odd,
                one -> one.state() == DeliveryState.RECEIPTED && !one.code().equals("0"),
                archived);
        say(
                pack,
                CONTRADICTS,
                odd,
                one -> one.state() == DeliveryState.REFUSED && one.code().equals("0"),
                archived);
        say(
                pack,
                OTHER_ID,
                odd,
                one -> one.knownId() != null
                        && one.platformId() != null
                        && !one.knownId().equals(one.platformId()),
                archived);
    }

    private void say(SealedPackage pack, String code, List<Odd> odd, Predicate<Odd> which, @Nullable Long archived) {
        var found = odd.stream().filter(which).toList();
        if (!found.isEmpty()) {
            var names = found.stream().limit(NAMED).map(Odd::number).collect(Collectors.joining(", "));
            remarks.add(pack, code, names + (found.size() > NAMED ? ", … (" + found.size() + ")" : ""), archived);
        }
    }
}
