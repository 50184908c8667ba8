package cn.lvyue.hub.archive;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Empties the partition of a month's bodies. */
@Component
class EmptiedMonths implements BodyMonths {
    private final MonthTables tables;
    private final MonthStore register;
    private final Clock clock;

    EmptiedMonths(MonthTables tables, MonthStore register, Clock clock) {
        this.tables = tables;
        this.register = register;
        this.clock = clock;
    }

    @Override
    public Optional<Span> next(int after, Instant from, Instant until) {
        var first = Month.of(from);
        var end = Month.of(until);
        return tables.withBodies().stream()
                .filter(month -> month.digits() > after && month.compareTo(first) >= 0 && month.compareTo(end) < 0)
                .findFirst()
                .map(month -> new Span(month.digits(), month.firstId(), month.endId()));
    }

    @Override
    public boolean freeze(Span month) {
        if (!tables.lockUpkeep()) {
            return false;
        }
        tables.freeze(Month.ofDigits(month.digits()));
        return true;
    }

    @Override
    public void empty(Span span, Collection<Long> staying, String by) {
        var month = Month.ofDigits(span.digits());
        tables.emptyBodies(month, staying);
        register.emptied(month, clock.instant(), by);
    }
}
