package cn.lvyue.hub.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which rows stand behind which leaves. */
@Repository
class SpanStore {
    /** Leaves that a span may have; a later one of the same kind begins another. */
    static final int LONGEST = 4096;

    private static final String SPAN = "select first_leaf, kind, leaves, low, high, refs from proof.span";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    SpanStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Leaves of one kind that follow each other. @param refs see {@link Refs} */
    record Span(long first, Kind kind, int leaves, long low, long high, byte[] refs) {
        long end() {
            return first + leaves;
        }

        /** The rows' ids in order of leaf; not for outcomes. */
        long[] ids() {
            return Refs.read(0, refs, leaves);
        }
    }

    /** @param ids ascending; for outcomes their messages, which may repeat */
    void add(Kind kind, long firstLeaf, long[] ids) {
        if (ids.length == 0 || joined(kind, firstLeaf, ids)) {
            return;
        }
        template.update(
                "insert into proof.span (first_leaf, kind, leaves, low, high, refs) values (?, ?, ?, ?, ?, ?)",
                firstLeaf,
                kind.code(),
                ids.length,
                Arrays.stream(ids).min().orElse(0),
                Arrays.stream(ids).max().orElse(0),
                kind == Kind.OUTCOMES ? new byte[0] : Refs.write(0, ids));
    }

    /** Adds to the last span where that is of the same kind and lower ids, so that a trickle makes no span for every leaf. */
    private boolean joined(Kind kind, long firstLeaf, long[] ids) {
        var last = jdbc.sql(SPAN + " order by first_leaf desc limit 1")
                .query(SpanStore::span)
                .optional();
        if (last.isEmpty() || last.get().end() != firstLeaf || !fits(last.get(), kind, ids)) {
            return false;
        }
        var span = last.get();
        boolean outcomes = kind == Kind.OUTCOMES;
        template.update(
                "update proof.span set leaves = leaves + ?, low = ?, high = ?, refs = refs || ? where first_leaf = ?",
                ids.length,
                outcomes ? Math.min(span.low(), Arrays.stream(ids).min().orElse(0)) : span.low(),
                outcomes ? Math.max(span.high(), Arrays.stream(ids).max().orElse(0)) : ids[ids.length - 1],
                outcomes ? new byte[0] : Refs.write(span.high(), ids),
                span.first());
        return true;
    }

    private static boolean fits(Span span, Kind kind, long[] ids) {
        return span.kind() == kind
                && span.leaves() + ids.length <= LONGEST
                && (kind == Kind.OUTCOMES || span.high() < ids[0]);
    }

    /** The leaf of a row; not for outcomes. */
    Optional<Long> leafOf(Kind kind, long id) {
        return over(kind, id, id).stream()
                .flatMap(span -> {
                    int at = Arrays.binarySearch(span.ids(), id);
                    return at < 0 ? java.util.stream.Stream.empty() : java.util.stream.Stream.of(span.first() + at);
                })
                .findFirst();
    }

    /** Spans of a kind whose ids are around a range. */
    List<Span> over(Kind kind, long low, long high) {
        return jdbc.sql(SPAN + " where kind = " + kind.code()
                        + " and int8range(low, high, '[]') && int8range(?, ?, '[]') order by first_leaf")
                .params(low, high)
                .query(SpanStore::span)
                .list();
    }

    /** Spans that have leaves from one on, in order. */
    List<Span> from(long leaf, int limit) {
        return jdbc.sql(SPAN + """
             where first_leaf >= coalesce((select max(first_leaf) from proof.span where first_leaf <= ?), 0)
            order by first_leaf limit ?\
            """).params(leaf, limit).query(SpanStore::span).list();
    }

    private static Span span(ResultSet row, int number) throws SQLException {
        return new Span(
                row.getLong("first_leaf"),
                Kind.ofCode(row.getInt("kind")),
                row.getInt("leaves"),
                row.getLong("low"),
                row.getLong("high"),
                row.getBytes("refs"));
    }
}
