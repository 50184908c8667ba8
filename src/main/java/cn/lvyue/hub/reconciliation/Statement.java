package cn.lvyue.hub.reconciliation;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement of one business day (对账单) without its differences, in the form in which it is shown and signed. Amounts are 万元
 * with six decimals. The equations are explained in {@code src/docs/reconciliation.md}.
 *
 * @param version counts up per day; null for one that is not kept
 * @param closes whether every sum adds up
 * @param differences how many follow by name
 * @param byCode how many of each code
 */
public record Statement(
        LocalDate date,
        @Nullable Integer version,
        OffsetDateTime at,
        boolean closes,
        long differences,
        Map<String, Long> byCode,
        List<Received> received,
        List<AtTarget> targets) {

    /** What came from a source on that day, in records but for the first three. */
    public record Received(
            String feed,
            long messages,
            long unreadable,
            long failed,
            long read,
            long accepted,
            long updated,
            long duplicate,
            long stale,
            long conflict,
            long rejected,
            long parked,
            boolean closes) {}

    /** A number of records and the sum of their amounts. */
    public record Figure(long records, String amount) {}

    /** @param digest SM3 over the lines {@code sourceRecordNo TAB revision LF}, sorted by bytes */
    public record Totals(
            long records, @Nullable String amount, @Nullable String digest) {}

    /**
     * One platform.
     *
     * @param comparedWith {@code platform}: with its own statement; {@code receipts}: with what it said package by package
     * @param remark why no statement was compared, or what is wrong with it as a whole
     * @param sent what the platform should hold of the day's batches: everything pushed but what is refused or without an answer
     * @param platform what it says it holds; null where it says nothing
     */
    public record AtTarget(
            String target,
            String comparedWith,
            @Nullable String remark,
            Totals sent,
            @Nullable Totals platform,
            List<FeedLine> feeds,
            boolean closes) {}

    /**
     * One source at one platform.
     *
     * @param received what of that day's records became due there, and where it is now
     * @param batch what the batches of that business day hold, and where it is now
     * @param digest of what the platform should hold of this source's records of the batch
     */
    public record FeedLine(String feed, Account received, Account batch, String digest, boolean closes) {}

    /**
     * all = pushed + pending + held + superseded + lost, and pushed = receipted + refused + awaiting + unknown.
     *
     * @param lost due and in no place at all: always a fault of the hub
     */
    public record Account(
            Figure all,
            Figure pushed,
            Figure pending,
            Figure held,
            Figure superseded,
            Figure lost,
            Figure receipted,
            Figure refused,
            Figure awaiting,
            Figure unknown) {}
}
