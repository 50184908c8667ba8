package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledger's outbox. Positions rise in the order of commit, because one transaction at a time writes outcomes. */
@Repository
class DueList implements Outbox {
    private static final String DUE = """
            select d.due_no, d.target, d.revision, d.kind, r.id, r.opened_on, r.channel, r.source_record_no, f.name as feed,
                v.standing, v.at, v.fields, v.personal, v.message_id, v.row_no
            from ledger.due d
                join ledger.record r on r.id = d.record_id
                join ledger.feed f on f.id = r.feed
                join ledger.revision v on v.record_id = d.record_id and v.revision = d.revision
            where\s""";

    private final JdbcClient jdbc;
    private final PersonalSeal seal;

    DueList(JdbcClient jdbc, PersonalSeal seal) {
        this.seal = seal;
        this.jdbc = jdbc;
    }

    @Override
    public List<DueRevision> dueAfter(Target target, long after, int limit) {
        return jdbc.sql(DUE + "d.target = ? and d.due_no > ? order by d.due_no limit ?")
                .params(target.code(), after, limit)
                .query(DueList::due)
                .list();
    }

    @Override
    public List<DueRevision> dueBetween(Target target, long from, long to) {
        return jdbc.sql(DUE + "d.target = ? and d.due_no between ? and ? order by d.due_no")
                .params(target.code(), from, to)
                .query(seal.goesTo(target) ? this::whole : DueList::due)
                .list();
    }

    @Override
    public long countAfter(Target target, long after) {
        return jdbc.sql("select count(*) from ledger.due where target = ? and due_no > ?")
                .params(target.code(), after)
                .query(Long.class)
                .single();
    }

    @Override
    public long countAll(Target target) {
        return jdbc.sql("select coalesce(sum(records), 0) from ledger.due_day where target = ?")
                .param(target.code())
                .query(Long.class)
                .single();
    }

    @Override
    public List<DueRevision> dueOf(RecordId recordId) {
        return jdbc.sql(DUE + "d.record_id = ? order by d.due_no")
                .param(recordId.sequence())
                .query(DueList::due)
                .list();
    }

    private DueRevision whole(ResultSet row, int number) throws SQLException {
        var parted = new PersonalSeal.Parted(row.getBytes("fields"), row.getBytes("personal"));
        return due(row, seal.whole(parted, row.getLong("message_id"), row.getInt("row_no")));
    }

    private static DueRevision due(ResultSet row, int number) throws SQLException {
        return due(row, row.getBytes("fields"));
    }

    private static DueRevision due(ResultSet row, byte[] fields) throws SQLException {
        return new DueRevision(
                row.getLong("due_no"),
                Target.ofCode(row.getInt("target")),
                LedgerStore.recordId(row),
                row.getInt("revision"),
                DueKind.ofCode(row.getInt("kind")),
                Standing.ofCode(row.getInt("standing")),
                new FeedId(row.getString("feed")),
                row.getString("source_record_no"),
                row.getTimestamp("at").toInstant(),
                fields);
    }
}
