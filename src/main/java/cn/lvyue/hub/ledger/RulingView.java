package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Ruling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads {@code ledger.ruling}. */
@Repository
class RulingView implements RulingBook {
    private final JdbcClient jdbc;

    RulingView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Kept> rulings(long before, int limit) {
        return jdbc.sql("select * from ledger.ruling where id < ? order by id desc limit ?")
                .params(before, limit)
                .query(RulingView::kept)
                .list();
    }

    @Override
    public Optional<Kept> ruling(long number) {
        return jdbc.sql("select * from ledger.ruling where id = ?")
                .param(number)
                .query(RulingView::kept)
                .optional();
    }

    @Override
    public List<KeptCase> cases(long number) {
        return jdbc.sql("""
            select p.message_id, p.row_no, p.source_record_no, p.outcome, p.revision as made, r.id, r.opened_on, r.channel
            from ledger.replayed p left join ledger.record r on r.id = p.record_id
            where p.replay = ? and exists (select from ledger.ruling g where g.id = p.replay)
            order by p.message_id, p.row_no\
            """)
                .param(number)
                .query((row, n) -> new KeptCase(
                        new ReturnMark(row.getLong("message_id"), row.getInt("row_no")),
                        row.getString("source_record_no"),
                        Outcome.ofCode(row.getInt("outcome")),
                        row.getObject("opened_on") == null ? null : LedgerStore.recordId(row),
                        row.getObject("made", Integer.class)))
                .list();
    }

    private static Kept kept(ResultSet row, int n) throws SQLException {
        return new Kept(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("author"),
                Ruling.ofCode(row.getInt("ruling")),
                row.getString("reason"),
                row.getInt("cases"));
    }
}
