package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.FeedId;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads {@code ledger.returned}. */
@Repository
class CorrectionView implements Corrections {
    private final JdbcClient jdbc;

    CorrectionView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<CorrectionSum> sums(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        with days as (
                            select (:from::date)::timestamp at time zone 'Asia/Shanghai' as starts,
                                (:to::date + 1)::timestamp at time zone 'Asia/Shanghai' as ends),
                        told as (
                            select feed, 1 as returned, null::smallint as outcome, null::interval as took
                            from ledger.returned, days
                            where attempt = 1 and returned_at >= starts and returned_at < ends
                            union all
                            select feed, 0, corrected_outcome, corrected_at - first_returned_at from ledger.returned, days
                            where corrected_at >= starts and corrected_at < ends and corrected_outcome <= 4)
                        select f.name as feed, sum(returned) as returned, count(outcome) as corrected,
                            count(*) filter (where outcome = 1) as accepted,
                            percentile_cont(0.5) within group (order by extract(epoch from took) / 3600)
                                filter (where took is not null) as hours
                        from told join ledger.feed f on f.id = told.feed group by f.name order by f.name""")
                .param("from", from)
                .param("to", to)
                .query((row, n) -> new CorrectionSum(
                        new FeedId(row.getString("feed")),
                        row.getLong("returned"),
                        row.getLong("corrected"),
                        row.getLong("accepted"),
                        row.getObject("hours", Double.class)))
                .list();
    }

    @Override
    public List<OpenReturns> open() {
        return jdbc.sql("""
                        select f.name as feed, (first_returned_at at time zone 'Asia/Shanghai')::date as day, count(*) as records
                        from ledger.returned r join ledger.feed f on f.id = r.feed
                        where corrected_by_message is null group by 1, 2 order by 1, 2""")
                .query((row, n) -> new OpenReturns(
                        new FeedId(row.getString("feed")),
                        row.getObject("day", LocalDate.class),
                        row.getLong("records")))
                .list();
    }
}
