package cn.lvyue.hub.proof;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks for rows that no leaf stands for: put in behind the log's back. */
@Component
class RowCheck {
    private static final int AT_ONCE = 10_000;
    private static final int REVISIONS = 5_000;
    private static final int MOST = 1000;

    private final SpanStore spans;
    private final MarkStore marks;
    private final JdbcClient jdbc;

    RowCheck(SpanStore spans, MarkStore marks, JdbcClient jdbc) {
        this.spans = spans;
        this.marks = marks;
        this.jdbc = jdbc;
    }

    /**
     * Checks ids above one.
     *
     * @param after where to begin, exclusive; of the lowest range {@link Long#MIN_VALUE}
     * @param upto the last one to look at
     * @return where to go on; empty when it is done
     */
    java.util.OptionalLong step(LeafRows rows, long after, long upto, Findings findings) {
        if (after >= upto) {
            return java.util.OptionalLong.empty();
        }
        long[] ids = rows.ids(after + 1, upto, AT_ONCE);
        if (ids.length == 0) {
            return java.util.OptionalLong.empty();
        }
        long last = ids[ids.length - 1];
        var known = known(rows.kind(), ids[0], last);
        Arrays.stream(ids)
                .filter(id -> !known.contains(id) && !marks.isOpen(rows.kind(), id))
                .forEach(id -> findings.fault(
                        Findings.NO_LEAF,
                        rows.kind() == Kind.MESSAGE ? MessageCheck.place(id) : "审计 audit " + id,
                        "1",
                        "–"));
        return java.util.OptionalLong.of(last);
    }

    private Set<Long> known(Kind kind, long low, long high) {
        var known = new HashSet<Long>();
        for (var span : spans.over(kind, low, high)) {
            try {
                Arrays.stream(span.ids()).forEach(known::add);
            } catch (IllegalArgumentException damaged) {
                continue; // told where leaves are checked
            }
        }
        return known;
    }

    /** Ids of rows that stand behind a range of leaves: least and greatest, or the whole range of ids. */
    long[] range(Kind kind, long firstLeaf, long endLeaf, boolean all) {
        if (all) {
            return new long[] {Long.MIN_VALUE, marks.upto(kind)};
        }
        return jdbc.sql("select coalesce(min(low) - 1, 0) as low, coalesce(max(high), 0) as high from proof.span"
                        + " where kind = ? and first_leaf < ? and first_leaf + leaves > ?")
                .params(kind.code(), endLeaf, firstLeaf)
                .query((row, n) -> new long[] {row.getLong("low"), row.getLong("high")})
                .single();
    }

    /** Revisions no outcome knows of. @param after number of a record, exclusive @return where to go on */
    java.util.OptionalLong revisions(long after, Findings findings) {
        var records = jdbc.sql("""
            select max(record_id) from (
                select record_id from proof.revision where record_id > ? order by record_id limit ?) r\
            """)
                .params(after, REVISIONS)
                .query((row, n) -> java.util.Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
        if (records.isEmpty()) {
            return java.util.OptionalLong.empty();
        }
        jdbc.sql("""
            select record_id, revision, message_id, row_no from proof.revision
            where record_id > ? and record_id <= ? and not known order by record_id, revision\
            """).params(after, records.get()).query(row -> {
            findings.fault(
                    Findings.STRAY_REVISION,
                    "记录 record %d, 版本 revision %d".formatted(row.getLong(1), row.getInt(2)),
                    MessageCheck.place(row.getLong(3)) + ", 行 row " + row.getInt(4),
                    "outcome");
        });
        return java.util.OptionalLong.of(records.get());
    }

    /** Messages of replays that are taken down as a whole and have results without a leaf. @param after number of a replay */
    java.util.OptionalLong replays(long after, Findings findings) {
        List<Long> next = jdbc.sql("select replay from proof.replay_done where replay > ? order by replay limit 1")
                .param(after)
                .query(Long.class)
                .list();
        if (next.isEmpty()) {
            return java.util.OptionalLong.empty();
        }
        jdbc.sql("""
            select m.message_id from proof.replay_message m
            where m.replay = :replay and not exists (
                select from proof.outcomes o where o.message_id = m.message_id and o.replay = :replay)
            order by m.message_id limit :most\
            """)
                .param("replay", next.get(0))
                .param("most", MOST)
                .query(Long.class)
                .list()
                .forEach(id -> findings.fault(
                        Findings.NO_LEAF, MessageCheck.place(id) + ", 重放 replay " + next.get(0), "1", "–"));
        return java.util.OptionalLong.of(next.get(0));
    }
}
