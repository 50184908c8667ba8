package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.LeafRows.Row;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes rows down as leaves: those above the mark in order, and those that came late into gaps below it. */
@Component
class RowTaking {
    private static final int GAPS = 50;
    private static final int MOST_IN_A_GAP = 100_000;

    private final MarkStore marks;
    private final SpanStore spans;
    private final JdbcClient jdbc;
    private final ProofSettings settings;
    private final Clock clock;

    RowTaking(MarkStore marks, SpanStore spans, JdbcClient jdbc, ProofSettings settings, Clock clock) {
        this.marks = marks;
        this.spans = spans;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return how many were taken; less than the limit when there are no more */
    int take(LeafRows kind, Growing log, Hashing hash, int limit) {
        return stragglers(kind, log, hash) + following(kind, log, hash, limit);
    }

    private int following(LeafRows kind, Growing log, Hashing hash, int limit) {
        long mark = marks.upto(kind.kind());
        var rows = kind.after(mark, limit);
        if (rows.isEmpty()) {
            return 0;
        }
        add(kind.kind(), rows, log, hash);
        long last = rows.get(rows.size() - 1).id();
        if (last - mark > rows.size()) {
            marks.addGap(
                    kind.kind(),
                    mark + 1,
                    last,
                    marks.horizon(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        }
        marks.mark(kind.kind(), last);
        return rows.size();
    }

    private int stragglers(LeafRows kind, Growing log, Hashing hash) {
        int taken = 0;
        var old = clock.instant().minus(settings.grace());
        for (var gap : marks.due(kind.kind(), marks.oldestRunning(), old, GAPS)) {
            var late = lateIn(kind, gap);
            add(kind.kind(), late, log, hash);
            taken += late.size();
            if (gap.seenAt().isAfter(old)) {
                marks.checked(kind.kind(), gap);
            } else {
                marks.close(kind.kind(), gap);
            }
        }
        return taken;
    }

    private List<Row> lateIn(LeafRows kind, MarkStore.Gap gap) {
        var known = new HashSet<Long>();
        spans.over(kind.kind(), gap.low(), gap.high())
                .forEach(span -> Arrays.stream(span.ids()).forEach(known::add));
        var late = Arrays.stream(kind.ids(gap.low(), gap.high(), MOST_IN_A_GAP))
                .filter(id -> !known.contains(id))
                .toArray();
        return late.length == 0 ? List.of() : kind.of(late);
    }

    private void add(Kind kind, List<Row> rows, Growing log, Hashing hash) {
        if (rows.isEmpty()) {
            return;
        }
        long first = log.size();
        rows.forEach(row -> log.add(hash.leaf(row.text())));
        spans.add(kind, first, rows.stream().mapToLong(Row::id).toArray());
        var settle = new ArrayList<Long>();
        rows.stream().filter(Row::settles).forEach(row -> settle.add(row.id()));
        if (!settle.isEmpty()) {
            jdbc.sql("insert into proof.unsettled (message_id) select unnest(?::bigint[]) on conflict do nothing")
                    .param(settle.toArray(Long[]::new))
                    .update();
        }
    }
}
