package cn.lvyue.hub.ledger;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds complaints in force about one contract, body and field of breach that the rules do not take for one matter: of one source,
 * or with complainants that are written differently. They are suggestions for a person and change nothing by themselves. Reads
 * behind the outbox, off the way of intake; the bean {@code lookAlikes} of the routes.
 */
@Component("lookAlikes")
class LookAlikes {
    private static final int AT_ONCE = 5_000;
    private static final int TURNS = 200;
    private static final long LOOKING_LOCK = 0x4C76_7975_6541_6C69L;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LookAlikes(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Looks at what became due since the last time, as far as one turn goes. */
    void look() {
        for (int turn = 0; turn < TURNS && Boolean.TRUE.equals(transaction.execute(status -> next())); turn++) {}
    }

    private boolean next() {
        if (!jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOOKING_LOCK)
                .query(Boolean.class)
                .single()) {
            return false;
        }
        long from = jdbc.sql("select coalesce(max(due_no), 0) from ledger.look_alike_mark")
                .query(Long.class)
                .single();
        var last = jdbc.sql("select max(due_no) from (select due_no from ledger.due where target = 1 and due_no > ?"
                        + " order by due_no limit ?) d")
                .params(from, AT_ONCE)
                .query(Long.class)
                .optional();
        if (last.isEmpty()) {
            return false;
        }
        find(from, last.get());
        jdbc.sql("insert into ledger.look_alike_mark (due_no) values (?) on conflict (one) do update set due_no"
                        + " = excluded.due_no")
                .param(last.get())
                .update();
        return true;
    }

    /**
     * Each with the oldest it looks like: who decides about that one need not decide about all pairs. Found by its matter first
     * ({@code offset 0}): without statistics the planner goes through all records from the oldest on, for every one.
     */
    private void find(long from, long upTo) {
        jdbc.sql("""
            insert into ledger.look_alike (record_id, other, matter, seen_at)
            select r.id, o.id, r.matter, :now from (
                    select distinct record_id from ledger.due
                    where target = 1 and due_no > :from and due_no <= :to) d
                join ledger.record r on r.id = d.record_id and r.state = 1 and r.matter is not null
                join lateral (
                    select id from (
                        select o.id from ledger.record o
                        where o.matter = r.matter and o.state = 1 and o.id < r.id offset 0) o
                    order by id limit 1) o on true
            on conflict (record_id) do update set other = excluded.other, matter = excluded.matter, seen_at = excluded.seen_at,
                ruling = null
            where look_alike.matter <> excluded.matter\
            """)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), clock.getZone()))
                .param("from", from)
                .param("to", upTo)
                .update();
    }
}
