package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks platforms what they say they hold of a business day. */
public interface PlatformStatements {

    /**
     * One record as the platform holds it.
     *
     * @param dataState 0 new, 1 change, 2 remove
     * @param amount in fen; null where it says none
     */
    record Held(
            String sourceRecordNo,
            int revision,
            int dataState,
            @Nullable String platformId,
            @Nullable Long amount) {}

    /** What came of asking for a page. */
    sealed interface Page {}

    /**
     * @param records of the whole day, and likewise amount (万元) and digest, as the platform claims
     * @param items sorted by source record number and revision
     * @param next the source record number after which the next page begins; null after the last
     */
    record Listed(
            long records,
            @Nullable String amount,
            @Nullable String digest,
            List<Held> items,
            @Nullable String next) implements Page {}

    /** The platform gives no statements, or none that can be read. */
    record NoneOffered(String why) implements Page {}

    /**
     * @param after only records with a greater number; empty for the start
     * @throws cn.lvyue.hub.record.TemporaryFailure if it cannot be asked at the moment
     */
    Page page(Target target, LocalDate date, String after, int limit);

    /** When a package sent then should have its final receipt. */
    Instant receiptsDueBy(Instant sentAt);
}
