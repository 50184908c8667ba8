package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.StageReceipt.RecordResult;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes down what a platform says of a package, asked or not. Whatever it says has a defined result (src/docs/delivery.md) and
 * none loses the package: what cannot be is remarked for a person. Called inside a transaction, with the package's row locked.
 */
@Component
class ReceiptNoting {
    private final PackageStore packages;
    private final ReceiptStore receipts;
    private final Splitting splitting;
    private final Oddities oddities;
    private final Patience patience;
    private final Clock clock;

    ReceiptNoting(
            PackageStore packages,
            ReceiptStore receipts,
            Splitting splitting,
            Oddities oddities,
            Patience patience,
            Clock clock) {
        this.packages = packages;
        this.receipts = receipts;
        this.splitting = splitting;
        this.oddities = oddities;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * @param said what the platform said
     * @param archived the archive id of what it was read from
     * @return whether the package has its final word now
     */
    boolean take(SealedPackage pack, List<StageReceipt> said, @Nullable Long archived) {
        if (said.isEmpty()) {
            return false;
        }
        var state = pack.state();
        if (state == PackageState.SEALED || state == PackageState.SPLIT) {
            oddities.neverSent(pack, archived);
            return false;
        }
        remember(pack, said, archived);
        oddities.remark(pack, said, archived);
        var refusal = said.stream().filter(StageReceipt::refusesAll).findFirst();
        if (refusal.isPresent()) {
            refuse(pack, refusal.get(), archived);
            return true;
        }
        if (state == PackageState.UNKNOWN || state == PackageState.FAILED) {
            var now = clock.instant();
            packages.accepted(pack, null, now, now.plus(patience.beforeNextAsking(0)));
        }
        if (state == PackageState.FAILED) {
            receipts.turnedUp(pack);
        }
        receipts.addResults(pack.no(), said);
        return settle(pack, said, archived);
    }

    private void remember(SealedPackage pack, List<StageReceipt> said, @Nullable Long archived) {
        for (var receipt : said) {
            receipts.add(pack.no(), receipt, clock.instant(), archived == null ? 0 : archived);
        }
    }

    /** Refused before the final word, nothing of it is stored, and the bad record can be looked for; afterwards a person has to. */
    private void refuse(SealedPackage pack, StageReceipt refusal, @Nullable Long archived) {
        var state = pack.state();
        if (state == PackageState.RECEIPTED || state == PackageState.PARTLY) {
            oddities.refusedAfterAll(pack, refusal.stage() + " " + refusal.code(), archived);
            packages.refused(pack, refusal.code(), refusal.message());
        } else if (state != PackageState.REFUSED) {
            splitting.refuse(pack, refusal.code(), refusal.message(), archived);
        }
    }

    private boolean settle(SealedPackage pack, List<StageReceipt> said, @Nullable Long archived) {
        var state = pack.state();
        if (state == PackageState.RECEIPTED || state == PackageState.PARTLY) {
            receipts.close(pack.no(), receipts.tally(pack.no()));
            return true;
        }
        var last = StageReceipt.finalStage(pack.target());
        var finals =
                said.stream().filter(receipt -> receipt.stage().equals(last)).toList();
        if (finals.isEmpty() || state == PackageState.REFUSED) {
            return state == PackageState.REFUSED;
        }
        boolean none = finals.stream().noneMatch(StageReceipt::isGood);
        var tally = none ? receipts.tally(pack.no()) : receipts.settle(pack.no(), named(finals));
        if (tally.open() > 0) {
            oddities.uncounted(pack, tally, archived);
            return false;
        }
        receipts.close(pack.no(), tally);
        oddities.settled(pack, tally, finals, archived);
        return true;
    }

    private static List<String> named(List<StageReceipt> finals) {
        return finals.stream()
                .flatMap(receipt -> receipt.records().stream())
                .filter(RecordResult::isGood)
                .map(RecordResult::sourceRecordNo)
                .toList();
    }
}
