package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Outcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the links between what went back and what came instead. */
@Repository
class ReturnView implements ReturnedRecords {
    private final JdbcClient jdbc;

    ReturnView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Summary summary(long messageId) {
        int open = jdbc.sql(
                        "select count(*) from ledger.returned where message_id = ? and corrected_by_message is null")
                .param(messageId)
                .query(Integer.class)
                .single();
        return new Summary(
                open,
                linked("corrected_by_message", "message_id = ? and corrected_by_message is not null", messageId),
                linked("message_id", "corrected_by_message = ?", messageId));
    }

    private List<Linked> linked(String other, String where, long messageId) {
        return jdbc.sql(
                        "select %1$s as other, count(*) as records from ledger.returned where %2$s group by %1$s order by 1 limit 100"
                                .formatted(other, where))
                .param(messageId)
                .query((row, n) -> new Linked(row.getLong("other"), row.getInt("records")))
                .list();
    }

    @Override
    public Map<Integer, Links> links(long messageId, int firstRow, int lastRow) {
        var links = new HashMap<Integer, Links>();
        jdbc.sql("""
                        select row_no, corrected_by_message as other, corrected_by_row as other_row, corrected_at, corrected_outcome
                        from ledger.returned
                        where message_id = ? and row_no between ? and ? and corrected_by_message is not null""").params(messageId, firstRow, lastRow).query((RowCallbackHandler)
                row -> of(links, row.getInt("row_no")).correctedBy().add(link(row)));
        jdbc.sql("""
                        select corrected_by_row, message_id as other, row_no as other_row, corrected_at, corrected_outcome
                        from ledger.returned
                        where corrected_by_message = ? and corrected_by_row between ? and ?
                        order by message_id desc, row_no""").params(messageId, firstRow, lastRow).query((RowCallbackHandler)
                row -> of(links, row.getInt("corrected_by_row")).corrects().add(link(row)));
        return links;
    }

    private static Links of(Map<Integer, Links> links, int row) {
        return links.computeIfAbsent(row, each -> new Links(new ArrayList<>(), new ArrayList<>()));
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getLong("other"),
                row.getInt("other_row"),
                row.getObject("corrected_at", OffsetDateTime.class).toInstant(),
                Outcome.ofCode(row.getInt("corrected_outcome")));
    }
}
