package cn.lvyue.hub.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stretches of source records that are leaves, and messages whose outcomes are still to be taken down. */
@Repository
class OutcomeStore {
    private static final String STRETCH =
            "select message_id, replay, number, first_row, last_row, records, root, rows_digest,"
                    + " keys, leaf from proof.outcomes";
    private static final String INTAKE =
            "i.status, i.mapping, i.pack, i.rows_done, i.accepted, i.updated, i.duplicate, i.stale,"
                    + " i.conflict, i.rejected, i.parked";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    OutcomeStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** @param keys sealed */
    record Stretch(
            long message,
            long replay,
            int number,
            int firstRow,
            int lastRow,
            int records,
            byte[] root,
            byte[] rowsDigest,
            byte[] keys,
            long leaf) {}

    /** A message that is settled. */
    record Settled(long message, String mapping, String pack, LeafText.Settled end) {}

    /** A message that a replay did again. */
    record Replayed(long replay, long message, String mapping, String pack) {}

    /** Of the next unsettled messages behind one, those that are settled by now. */
    List<Settled> settled(long after, int looked, int limit) {
        return jdbc.sql("select u.message_id, " + INTAKE + """
             from (select message_id from proof.unsettled where message_id > ? order by message_id limit ?) u
                join proof.intake i on i.message_id = u.message_id
            where i.status > 1 order by u.message_id limit ?\
            """)
                .params(after, looked, limit)
                .query(OutcomeStore::settled)
                .list();
    }

    /** How messages ended, by message; those that have not are left out. */
    Map<Long, Settled> settled(List<Long> messages) {
        var found = new HashMap<Long, Settled>();
        jdbc.sql("select i.message_id, " + INTAKE
                        + " from proof.intake i where i.message_id = any (?) and i.status > 1")
                .param(messages.toArray(Long[]::new))
                .query(row -> {
                    found.put(row.getLong("message_id"), settled(row, 0));
                });
        return found;
    }

    private static Settled settled(ResultSet row, int number) throws SQLException {
        var counts = List.of(
                row.getInt("accepted"),
                row.getInt("updated"),
                row.getInt("duplicate"),
                row.getInt("stale"),
                row.getInt("conflict"),
                row.getInt("rejected"),
                row.getInt("parked"));
        return new Settled(
                row.getLong("message_id"),
                row.getString("mapping"),
                row.getString("pack"),
                new LeafText.Settled(row.getInt("status"), row.getLong("rows_done"), counts));
    }

    /** The last unsettled message of the next some behind one; empty at the end. */
    Optional<Long> lastOfNext(long after, int looked) {
        return jdbc.sql("""
            select max(message_id) from (
                select message_id from proof.unsettled where message_id > ? order by message_id limit ?) u\
            """)
                .params(after, looked)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    void done(List<Long> messages) {
        jdbc.sql("delete from proof.unsettled where message_id = any (?)")
                .param(messages.toArray(Long[]::new))
                .update();
    }

    /** The first replay that has ended and whose results are not all leaves. */
    Optional<Long> endedReplay() {
        return jdbc.sql("select min(replay) from proof.ended_replay")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    /** Messages of a replay behind one, in order. */
    List<Replayed> replayed(long replay, long after, int limit) {
        return jdbc.sql("""
            select m.replay, m.message_id, coalesce(m.mapping, '') as mapping, coalesce(m.pack, '') as pack
            from proof.replay_message m where m.replay = ? and m.message_id > ? order by m.message_id limit ?\
            """)
                .params(replay, after, limit)
                .query(OutcomeStore::replayed)
                .list();
    }

    /** What a replay read a message with. */
    Optional<Replayed> replayed(long replay, long message) {
        return replayed(replay, message - 1, 1).stream()
                .filter(one -> one.message() == message)
                .findFirst();
    }

    private static Replayed replayed(ResultSet row, int number) throws SQLException {
        return new Replayed(
                row.getLong("replay"), row.getLong("message_id"), row.getString("mapping"), row.getString("pack"));
    }

    /** The last stretch taken down of a replay. */
    Optional<Stretch> lastOfReplay(long replay) {
        return jdbc.sql(STRETCH + " where replay = ? order by leaf desc limit 1")
                .param(replay)
                .query(OutcomeStore::stretch)
                .optional();
    }

    void replayDone(long replay) {
        jdbc.sql("insert into proof.replay_done (replay) values (?) on conflict do nothing")
                .param(replay)
                .update();
    }

    Optional<Stretch> last(long message, long replay) {
        return jdbc.sql(STRETCH + " where message_id = ? and replay = ? order by number desc limit 1")
                .params(message, replay)
                .query(OutcomeStore::stretch)
                .optional();
    }

    Optional<Stretch> stretch(long message, long replay, int number) {
        return jdbc.sql(STRETCH + " where message_id = ? and replay = ? and number = ?")
                .params(message, replay, number)
                .query(OutcomeStore::stretch)
                .optional();
    }

    /** The stretches that have a row of a message: the first outcome's, then those of replays. */
    List<Stretch> with(long message, int row) {
        return jdbc.sql(STRETCH + " where message_id = ? and ? between first_row and last_row and records > 0"
                        + " order by replay, number")
                .params(message, row)
                .query(OutcomeStore::stretch)
                .list();
    }

    /** By leaf. @param to exclusive */
    List<Stretch> leaves(long from, long to) {
        return jdbc.sql(STRETCH + " where leaf >= ? and leaf < ? order by leaf")
                .params(from, to)
                .query(OutcomeStore::stretch)
                .list();
    }

    private static Stretch stretch(ResultSet row, int number) throws SQLException {
        return new Stretch(
                row.getLong("message_id"),
                row.getLong("replay"),
                row.getInt("number"),
                row.getInt("first_row"),
                row.getInt("last_row"),
                row.getInt("records"),
                row.getBytes("root"),
                row.getBytes("rows_digest"),
                row.getBytes("keys"),
                row.getLong("leaf"));
    }

    void add(List<Stretch> stretches) {
        template.batchUpdate(
                "insert into proof.outcomes (message_id, replay, number, first_row, last_row, records, root,"
                        + " rows_digest, keys, leaf) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                stretches.stream()
                        .map(one -> new Object[] {
                            one.message(),
                            one.replay(),
                            one.number(),
                            one.firstRow(),
                            one.lastRow(),
                            one.records(),
                            one.root(),
                            one.rowsDigest(),
                            one.keys(),
                            one.leaf()
                        })
                        .toList());
    }
}
