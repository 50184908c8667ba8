package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Quality and timeliness of one source over some days. The figures are defined in {@code src/docs/source-reports.md}; a share
 * of nothing is null.
 *
 * @param read source records read
 * @param counts by outcome
 * @param outside parked because they are none of the standard's business; not held against the source
 * @param conformity 合规率, 0 to 1
 * @param wrongCodeRate 重错码率: wrong credit codes in 10,000 records
 * @param firstTimeRight share of new records that were in order when first told, 0 to 1
 */
public record SourceReport(
        FeedId feed,
        Due due,
        Messages messages,
        long read,
        Map<Outcome, Long> counts,
        long outside,
        @Nullable Double conformity,
        long wrongCodes,
        @Nullable Double wrongCodeRate,
        @Nullable Double firstTimeRight,
        Returns returns,
        List<Top> findings) {

    /**
     * Periods whose due time lies in the days.
     *
     * @param late came after the deadline; {@code missed}: did not come
     * @param zeroReports of those that came: empty
     */
    public record Due(int due, int onTime, int late, int missed, int waiting, int zeroReports) {}

    public record Messages(long taken, long done, long unreadable, long failed) {}

    /**
     * What went back to the source.
     *
     * @param medianHours from return to correction, of those corrected in these days
     * @param open not corrected as of now, by working days since they first went back
     */
    public record Returns(
            long returned, long corrected, @Nullable Double medianHours, Ageing open) {}

    /** Records by age in working days: up to 3, 4 to 10, more. */
    public record Ageing(long upTo3, long upTo10, long older) {}

    /** @param field empty where the finding means a whole record or message */
    public record Top(String code, String field, long records) {}
}
