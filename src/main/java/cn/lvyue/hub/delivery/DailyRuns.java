package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Sealing.Order;
import cn.lvyue.hub.record.Target;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which business days have their daily batch, and which still are owed one. */
@Component
class DailyRuns {
    /** A hub that was away for longer is caught up in several turns. */
    private static final int DAYS_AT_ONCE = 400;

    private final JdbcClient jdbc;

    DailyRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Days before are owed nothing; the first word counts. */
    void oweSince(Target target, LocalDate day) {
        jdbc.sql("insert into delivery.owed_since (target, business_date) values (?, ?) on conflict do nothing")
                .params(target.code(), day)
                .update();
    }

    /** The days without a daily batch up to one that has ended, in order. */
    List<LocalDate> owed(Target target, LocalDate upTo) {
        return jdbc.sql("""
                        select coalesce((select max(business_date) + 1 from delivery.daily_run where target = :target),
                            (select business_date from delivery.owed_since where target = :target))
                        """)
                .param("target", target.code())
                .query(LocalDate.class)
                .optional()
                .stream()
                .flatMap(first -> Stream.iterate(first, day -> !day.isAfter(upTo), day -> day.plusDays(1)))
                .limit(DAYS_AT_ONCE)
                .toList();
    }

    Optional<Long> batchOf(Target target, LocalDate day) {
        return jdbc.sql("select batch_id from delivery.daily_run where target = ? and business_date = ?")
                .params(target.code(), day)
                .query(Long.class)
                .optional();
    }

    void note(Order order, long batch, Instant at) {
        jdbc.sql("""
                        insert into delivery.daily_run (target, business_date, batch_id, ran_at, supplement)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(order.target().code(), order.businessDate(), batch, Timestamp.from(at), order.supplement())
                .update();
    }
}
