package cn.lvyue.hub.personal;

import cn.lvyue.hub.record.PersonalHolder;
import cn.lvyue.hub.record.PersonalSeal.Parted;
import cn.lvyue.hub.record.RecordId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of digests of numbers, and of the records they are made from. */
@Repository
class NumberStore implements PersonalHolder {
    private static final long LOCK = 0x1A5EA5C5L;

    private final JdbcClient jdbc;

    NumberStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "personal.number_digest";
    }

    /** Digests are not values: the holders they were made from tell. */
    @Override
    public List<Held> of(RecordId id) {
        return List.of();
    }

    /** Waits for who is making digests, who may have read what is erased a moment ago. */
    @Override
    public int erase(RecordId id) {
        waitAlone();
        return jdbc.sql("delete from personal.number_digest where record_id = ?")
                .param(id.sequence())
                .update();
    }

    @Override
    public Stretch seal(@Nullable String after, int rows) {
        return new Stretch(null, 0, 0);
    }

    @Override
    public boolean uses(int dataKey) {
        return false;
    }

    /** Whether this node may make digests until the end of its transaction. */
    boolean alone() {
        return jdbc.sql("select pg_try_advisory_xact_lock(?)")
                .param(LOCK)
                .query(Boolean.class)
                .single();
    }

    void waitAlone() {
        jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
    }

    /** @param after null when the walk through the records from before is through */
    record Position(int key, @Nullable Long after, long read) {
        List<Integer> liveKeys() {
            return after == null || key == 1 ? List.of(key) : List.of(key, key - 1);
        }
    }

    Position position() {
        return jdbc.sql("select key, after, read from personal.keying")
                .query((row, n) ->
                        new Position(row.getInt("key"), row.getObject("after", Long.class), row.getLong("read")))
                .optional()
                .orElse(new Position(1, 0L, 0));
    }

    void keep(int key, @Nullable Long after, long read) {
        jdbc.sql("insert into personal.keying values (true, :key, :after::bigint, :read)"
                        + " on conflict (one) do update set key = :key, after = :after::bigint, read = :read")
                .param("key", key)
                .param("after", after)
                .param("read", read)
                .update();
    }

    boolean isWaiting() {
        return jdbc.sql("select exists (select from personal.unkeyed)")
                .query(Boolean.class)
                .single();
    }

    boolean intakeIsBusy() {
        return jdbc.sql("select exists (select from personal.waiting)")
                .query(Boolean.class)
                .single();
    }

    /** Takes the oldest records that wait off the list. @param most entries of the list, of at most a chunk of records each */
    List<Long> takeWaiting(int most) {
        return jdbc.sql("""
                        with taken as (
                            delete from personal.unkeyed
                            where id in (select id from personal.unkeyed order by id limit ?) returning records)
                        select distinct unnest(records) from taken""").param(most).query(Long.class).list();
    }

    List<Long> recordsAfter(long record, int most) {
        return jdbc.sql("select id from personal.record where id > ? order by id limit ?")
                .params(record, most)
                .query(Long.class)
                .list();
    }

    /** A revision of a record, with what is sealed of it. */
    record Row(
            RecordId id,
            String feed,
            String sourceRecordNo,
            int revision,
            Instant at,
            long message,
            int rowNo,
            Parted stored) {}

    /**
     * All revisions of some records, the newest first. Looked up one by one ({@code offset 0}): without statistics the planner takes
     * a walk through all revisions for cheaper.
     */
    List<Row> revisions(Collection<Long> records) {
        return jdbc.sql("select v.* from unnest(?::bigint[]) k(id) cross join lateral"
                        + " (select * from personal.revision r where r.record_id = k.id offset 0) v"
                        + " order by v.record_id desc, v.revision desc")
                .param(records.toArray(Long[]::new))
                .query(NumberStore::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new RecordId(
                        row.getObject("opened_on", LocalDate.class),
                        row.getString("channel"),
                        row.getLong("record_id")),
                row.getString("feed"),
                row.getString("source_record_no"),
                row.getInt("revision"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("message_id"),
                row.getInt("row_no"),
                new Parted(row.getBytes("fields"), row.getBytes("personal")));
    }

    /** That a record tells a number. */
    record Told(long digest, long record) {}

    /** @param told in the order of the index, which keeps pages of it together */
    void add(List<Told> told, int key) {
        jdbc.sql("insert into personal.number_digest select d, r, ? from unnest(?::bigint[], ?::bigint[]) t(d, r)"
                        + " on conflict do nothing")
                .params(
                        key,
                        told.stream().map(Told::digest).toArray(Long[]::new),
                        told.stream().map(Told::record).toArray(Long[]::new))
                .update();
    }

    void removeBefore(int key, Collection<Long> records) {
        jdbc.sql("delete from personal.number_digest where record_id = any (?) and key < ?")
                .params(records.toArray(Long[]::new), key)
                .update();
    }

    /** Records by any of some digests, the newest first. */
    List<Long> find(List<Long> digests, long before, int limit) {
        var found = new ArrayList<Long>();
        for (var digest : digests) {
            jdbc.sql("select record_id from personal.number_digest where digest = ? and record_id < ?"
                            + " order by record_id desc limit ?")
                    .params(digest, before, limit)
                    .query(Long.class)
                    .list()
                    .forEach(found::add);
        }
        return found.stream()
                .distinct()
                .sorted((a, b) -> Long.compare(b, a))
                .limit(limit)
                .toList();
    }
}
