package cn.lvyue.hub.search;

import cn.lvyue.hub.search.Block.Part;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where records and messages are that can be told from keys of archive, ledger and delivery. */
@Repository("searchPlaces")
class Places {
    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final SliceStore slices;

    Places(JdbcClient jdbc, SliceStore slices) {
        this.jdbc = jdbc;
        this.slices = slices;
    }

    /** The source records of a complaint, at most the newest {@value #MOST} before a key. */
    Source ofRecord(long record, Key after) {
        return RangeSource.of(jdbc.sql("""
                        select message_id, row_no from (
                            select message_id, row_no from search.entry where record_id = :record
                            union
                            select message_id, row_no from search.replayed where record_id = :record) found
                        where (message_id, row_no) < (:message, :row)
                        order by message_id desc, row_no desc limit :most""")
                .param("record", record)
                .param("message", after.message())
                .param("row", after.row())
                .param("most", MOST)
                .query((row, n) -> new Key(row.getLong(1), row.getInt(2)))
                .list());
    }

    /** A package. */
    record Pack(long no, UUID id) {}

    /** The packages of a batch, last first. @param batch its number or its id @param id only this one */
    List<Pack> packagesOf(String batch, @Nullable String id) {
        boolean isId = batch.matches("\\d{1,18}");
        return jdbc
                .sql("select no, id from search.package where " + (isId ? "batch_id" : "batch_no") + " = ?"
                        + " order by no desc limit " + MOST)
                .param(isId ? Long.valueOf(batch) : batch)
                .query((row, n) -> new Pack(row.getLong(1), row.getObject(2, UUID.class)))
                .list()
                .stream()
                .filter(pack -> id == null || pack.id().toString().equalsIgnoreCase(id))
                .toList();
    }

    Source ofPackage(String id) {
        return jdbc.sql("select no from search.package where id = ?::uuid")
                .param(id)
                .query(Long.class)
                .optional()
                .map(this::ofPackage)
                .orElseGet(() -> RangeSource.of(List.of()));
    }

    Source ofPackage(long no) {
        return RangeSource.of(jdbc
                .sql("select message_id, row_no from search.item where package_no = ?")
                .param(no)
                .query((row, n) -> new Key(row.getLong(1), row.getInt(2)))
                .list()
                .stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList());
    }

    /** Records a platform knows by an id of its own. */
    Source ofPlatformId(String id) {
        var walk = new Walk(
                slices,
                slices.newestFirst(Space.PACKAGES),
                Needs.ofPlatformId(id),
                new Span(null, null, Key.LAST),
                List.of());
        var packages = new HashSet<Long>();
        for (var blocks = walk.next(64, 64); !blocks.isEmpty(); blocks = walk.next(64, 64)) {
            blocks.forEach(block -> packages.add(block.first().message()));
        }
        return RangeSource.of(ofPlatformId(id, packages));
    }

    private List<Key> ofPlatformId(String id, Collection<Long> packages) {
        return jdbc
                .sql("select message_id, row_no from search.item where package_no = any (?) and platform_id = ?")
                .params(packages.toArray(Long[]::new), id)
                .query((row, n) -> new Key(row.getLong(1), row.getInt(2)))
                .list()
                .stream()
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** All rows of messages. @param ids newest first */
    Source ofMessages(List<Long> ids) {
        return new RangeSource(ids.stream()
                .flatMap(id -> jdbc
                        .sql("select rows_done from search.intake where message_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .optional()
                        .stream()
                        .map(rows -> new Part(id, 0, rows)))
                .toList());
    }

    /** All rows of messages that are not settled, or failed; at most the newest {@value #MOST} before a key. */
    Source ofThoseApart(Key after) {
        return new RangeSource(jdbc.sql("""
                        select a.message_id, coalesce(i.rows_done, 0) as rows
                        from (select message_id from search.apart where message_id <= ? order by message_id desc limit ?) a
                            left join search.intake i on i.message_id = a.message_id
                        order by a.message_id desc""")
                .params(after.message(), MOST)
                .query((row, n) -> new Part(row.getLong(1), 0, row.getInt(2)))
                .list());
    }

    /** The same messages as such. */
    Source messagesApart(Key after) {
        return RangeSource.of(
                jdbc.sql("select message_id from search.apart where message_id <= ? order by message_id desc limit ?")
                        .params(after.message(), MOST)
                        .query((row, n) -> new Key(row.getLong(1), 0))
                        .list());
    }
}
