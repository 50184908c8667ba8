package cn.lvyue.hub.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The index in the database. */
@Repository
class SliceStore {
    private static final String SLICE = """
            select id, month, docs, blocks, bits, first_message, last_message,
                floor(extract(epoch from min_at))::bigint as min_at, floor(extract(epoch from max_at))::bigint as max_at
            from search.slice""";

    private final JdbcClient jdbc;

    SliceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One row of postings. */
    record Place(long slice, int bucket) {}

    void keep(Draft draft) {
        if (draft.isEmpty()) {
            return;
        }
        var packed = draft.pack();
        var rows = new TreeMap<>(packed.buckets());
        var blocks = draft.blocks();
        for (int from = 0; from < blocks.size(); from += BlockList.CHUNK) {
            rows.put(
                    BlockList.bucket(from),
                    BlockList.pack(blocks.subList(from, Math.min(blocks.size(), from + BlockList.CHUNK))));
        }
        long bytes = rows.values().stream().mapToLong(data -> data.length).sum();
        keepRows(keepHead(draft, packed.bits(), bytes), rows);
    }

    private long keepHead(Draft draft, int bits, long bytes) {
        var blocks = draft.blocks();
        return jdbc.sql("""
                        insert into search.slice (space, month, docs, blocks, bits, first_message, last_message, min_at, max_at, bytes)
                        values (:space, :month, :docs, :blocks, :bits, :first, :last, :minAt, :maxAt, :bytes)
                        returning id""")
                .param("space", draft.space().code())
                .param("month", draft.month())
                .param("docs", draft.docs())
                .param("blocks", blocks.size())
                .param("bits", bits)
                .param(
                        "first",
                        blocks.stream()
                                .mapToLong(block -> block.first().message())
                                .min()
                                .orElseThrow())
                .param(
                        "last",
                        blocks.stream()
                                .mapToLong(block -> block.last().message())
                                .max()
                                .orElseThrow())
                .param("minAt", at(blocks.stream().mapToLong(Block::minAt).min().orElseThrow()))
                .param("maxAt", at(blocks.stream().mapToLong(Block::maxAt).max().orElseThrow()))
                .param("bytes", bytes)
                .query(Long.class)
                .single();
    }

    private static OffsetDateTime at(long seconds) {
        return Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
    }

    private void keepRows(long slice, Map<Integer, byte[]> rows) {
        var buckets = rows.keySet().toArray(Integer[]::new);
        var data = rows.values().toArray(byte[][]::new);
        for (int from = 0; from < buckets.length; from += 500) {
            int to = Math.min(buckets.length, from + 500);
            jdbc.sql("insert into search.posting (slice_id, bucket, data) select ?, u.bucket, u.data"
                            + " from unnest(?::int[], ?::bytea[]) u(bucket, data)")
                    .params(slice, Arrays.copyOfRange(buckets, from, to), Arrays.copyOfRange(data, from, to))
                    .update();
        }
    }

    /** Slices of a space, those with the newest messages first. */
    List<Slice> newestFirst(Space space) {
        return jdbc.sql(SLICE + " where space = ? order by last_message desc, id desc")
                .param(space.code())
                .query(SliceStore::slice)
                .list();
    }

    /** Slices that have not reached their full size, oldest first. */
    List<Slice> small(Space space, int below) {
        return jdbc.sql(SLICE + " where space = ? and blocks < ? order by month, first_message, id")
                .params(space.code(), below)
                .query(SliceStore::slice)
                .list();
    }

    /** Rows of postings by their place; what is not there is left out. */
    Map<Place, byte[]> rows(Collection<Place> places) {
        var found = new HashMap<Place, byte[]>();
        jdbc.sql("""
                        select p.slice_id, p.bucket, p.data
                        from unnest(?::bigint[], ?::int[]) wanted(slice_id, bucket)
                            cross join lateral (
                                select * from search.posting p
                                where p.slice_id = wanted.slice_id and p.bucket = wanted.bucket limit 1) p""")
                .param(1, places.stream().map(Place::slice).toArray(Long[]::new))
                .param(2, places.stream().map(Place::bucket).toArray(Integer[]::new))
                .query(row -> {
                    found.put(new Place(row.getLong(1), row.getInt(2)), row.getBytes(3));
                });
        return found;
    }

    /** All rows of a slice by bucket. */
    Map<Integer, byte[]> rows(Slice slice) {
        var found = new TreeMap<Integer, byte[]>();
        jdbc.sql("select bucket, data from search.posting where slice_id = ?")
                .param(slice.id())
                .query(row -> {
                    found.put(row.getInt(1), row.getBytes(2));
                });
        return found;
    }

    void remove(Collection<Slice> slices) {
        jdbc.sql("delete from search.slice where id = any (?)")
                .param(slices.stream().map(Slice::id).toArray(Long[]::new))
                .update();
    }

    /** Makes one slice of several. @param width records or messages a block may hold */
    Draft merged(Space space, List<Slice> slices, int width) {
        record Source(Slice slice, int number, Block block) {}
        var sources = new ArrayList<Source>();
        var rows = new HashMap<Long, Map<Integer, byte[]>>();
        for (var slice : slices) {
            var data = rows(slice);
            rows.put(slice.id(), data);
            for (int from = 0; from < slice.blocks(); from += BlockList.CHUNK) {
                var chunk = BlockList.unpack(Objects.requireNonNull(data.get(BlockList.bucket(from))));
                for (int i = 0; i < chunk.size(); i++) {
                    sources.add(new Source(slice, from + i, chunk.get(i)));
                }
            }
        }
        sources.sort(Comparator.comparing(source -> source.block().last()));
        var draft = new Draft(space, slices.get(0).month());
        var numbers = new HashMap<Long, int[]>();
        slices.forEach(slice -> numbers.put(slice.id(), new int[slice.blocks()]));
        for (int at = 0; at < sources.size(); ) {
            var joined = new ArrayList<Block.Part>();
            int docs = 0;
            long minAt = Long.MAX_VALUE;
            long maxAt = Long.MIN_VALUE;
            int number = draft.blocks().size();
            while (at < sources.size()
                    && (docs == 0 || docs + sources.get(at).block().docs() <= width)) {
                var source = sources.get(at++);
                joined.addAll(source.block().parts());
                docs += source.block().docs();
                minAt = Math.min(minAt, source.block().minAt());
                maxAt = Math.max(maxAt, source.block().maxAt());
                Objects.requireNonNull(numbers.get(source.slice().id()))[source.number()] = number;
            }
            joined.sort(Comparator.comparing(Block.Part::last));
            draft.add(new Block(joined, minAt, maxAt));
        }
        for (var slice : slices) {
            var now = Objects.requireNonNull(numbers.get(slice.id()));
            Objects.requireNonNull(rows.get(slice.id())).forEach((bucket, data) -> {
                if (bucket >= 0) {
                    Postings.unpack(
                            data,
                            bucket,
                            slice.bits(),
                            slice.blocks(),
                            (token, block) -> draft.word(now[block], token));
                }
            });
        }
        return draft;
    }

    private static Slice slice(ResultSet row, int number) throws SQLException {
        return new Slice(
                row.getLong("id"),
                row.getInt("month"),
                row.getInt("docs"),
                row.getInt("blocks"),
                row.getInt("bits"),
                row.getLong("first_message"),
                row.getLong("last_message"),
                row.getLong("min_at"),
                row.getLong("max_at"));
    }
}
