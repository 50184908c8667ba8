package cn.lvyue.hub.delivery;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps one bad record from stopping a batch: a package that the platform does not take as a whole, and of which it surely stored
 * nothing, is halved until the bad record stands alone and is refused. Every piece has an identity of its own.
 */
@Component
class Splitting {
    static final String SPLIT = "R119";
    static final String ALONE = "R118";
    static final String TOO_BROAD = "R120";
    static final String SUPERSEDED = "R121";

    private final PackageStore packages;
    private final SplitStore pieces;
    private final OutdatedStore outdated;
    private final HeldRecords held;
    private final Remarks remarks;
    private final DeliverySettings settings;
    private final Clock clock;

    Splitting(
            PackageStore packages,
            SplitStore pieces,
            OutdatedStore outdated,
            HeldRecords held,
            Remarks remarks,
            DeliverySettings settings,
            Clock clock) {
        this.packages = packages;
        this.pieces = pieces;
        this.outdated = outdated;
        this.held = held;
        this.remarks = remarks;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The platform refuses the package without naming records, or fails on it.
     *
     * @param archived the answer's archive id; null when there was none
     */
    void refuse(SealedPackage pack, String code, @Nullable String message, @Nullable Long archived) {
        var said = code + (message == null ? "" : " " + message);
        if (pack.counts().records() < 2 || settings.poison().whole().contains(code)) {
            packages.refused(pack, code, message);
        } else if (pieces.refusedPieces(pack.no()) >= settings.poison().pieces()) {
            packages.refused(pack, code, message);
            remarks.add(pack, TOO_BROAD, said, archived);
        } else {
            remarks.add(pack, SPLIT, said, archived);
            outdated.letNewerWait(pack.no()); // what was sealed while it was sent does not wait for it yet
            pieces.halve(pack, clock.instant());
        }
    }

    /** The platform fails on the package while it takes others; it was asked, and does not have it. */
    void poisoned(SealedPackage pack, String why) {
        if (pack.counts().records() < 2) {
            remarks.add(pack, ALONE, why, null);
        }
        refuse(pack, ALONE, why, null);
    }

    /** Some of its records must not go any more; the others go under a new identity. */
    void outdated(SealedPackage pack) {
        remarks.add(pack, SUPERSEDED, "superseded by newer revisions", null);
        outdated.supersede(pack.no(), pack.target());
        pieces.regroup(pack, "some of its records are superseded", clock.instant());
    }

    /** Some of its records left it otherwise; the others go under a new identity. */
    void regroup(SealedPackage pack, String why) {
        pieces.regroup(pack, why, clock.instant());
    }

    /** Some of its records were held after it was taken up, or before a person had it tried again. */
    void held(SealedPackage pack) {
        held.takeOut(pack);
    }
}
