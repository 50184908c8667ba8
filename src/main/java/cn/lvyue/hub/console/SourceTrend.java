package cn.lvyue.hub.console;

import cn.lvyue.hub.ops.SourceReport;
import cn.lvyue.hub.ops.SourceReports;
import cn.lvyue.hub.record.FeedId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A source's quality by month, for the picture and the table beneath it.
 *
 * @param least share of conforming records that is still good, 0 to 1
 */
record SourceTrend(double least, List<Month> months) {
    private static final int MONTHS = 6;
    private static final int HEIGHT = 150;

    /** One month; a share of nothing is null. */
    record Month(
            YearMonth month,
            long read,
            @Nullable Double conformity,
            @Nullable Double firstTimeRight,
            @Nullable Double wrongCodes,
            @Nullable Double onTime) {

        /** Of a share, how high its bar is in the picture. */
        public int height(@Nullable Double share) {
            return share == null ? 0 : (int) Math.round(share * HEIGHT);
        }
    }

    /** How far above the ground the mark of what is still good is. */
    public int leastHeight() {
        return (int) Math.round(least * HEIGHT);
    }

    static SourceTrend of(SourceReports reports, FeedId feed, LocalDate today) {
        var now = YearMonth.from(today);
        var months = IntStream.rangeClosed(1 - MONTHS, 0)
                .mapToObj(now::plusMonths)
                .map(month -> month(
                        month,
                        reports.report(month.atDay(1), month.atEndOfMonth(), feed)
                                .get(0)))
                .toList();
        return new SourceTrend(reports.leastConformity(), months);
    }

    private static Month month(YearMonth month, SourceReport report) {
        var due = report.due();
        int judged = due.onTime() + due.late() + due.missed();
        return new Month(
                month,
                report.read(),
                report.conformity(),
                report.firstTimeRight(),
                report.wrongCodeRate(),
                judged == 0 ? null : (double) due.onTime() / judged);
    }
}
