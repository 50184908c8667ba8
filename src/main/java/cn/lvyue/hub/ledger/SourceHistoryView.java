package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.FeedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads one source's part of {@code ledger.intake} and {@code ledger.returned}. */
@Repository
class SourceHistoryView implements SourceHistory {
    private final JdbcClient jdbc;

    SourceHistoryView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Recent> latest(FeedId feed, Instant before, int limit) {
        return jdbc.sql("""
                        select * from ledger.intake where feed = ? and received_at < ?
                        order by received_at desc, message_id desc limit ?""")
                .params(feed.value(), at(before), limit)
                .query(SourceHistoryView::recent)
                .list();
    }

    @Override
    public Optional<Recent> first(FeedId feed, Instant since, Shows shows, int records) {
        var only = switch (shows) {
            case ALL_IN_ORDER -> " and accepted + updated = rows_done and accepted > 0";
            case DUPLICATE -> " and duplicate > 0";
            case ANYTHING -> "";
        };
        return jdbc.sql(
                        "select * from ledger.intake where feed = ? and received_at >= ? and status = 2 and rows_done >= ?"
                                + only + " order by received_at, message_id limit 1")
                .params(feed.value(), at(since), records)
                .query(SourceHistoryView::recent)
                .optional();
    }

    @Override
    public GoneBack goneBack(FeedId feed, Instant since) {
        return jdbc.sql("""
                        select count(*) as returned, count(*) filter (where corrected_outcome <= 4) as corrected,
                            min(message_id) filter (where corrected_outcome <= 4) as example,
                            (array_agg(corrected_by_message order by message_id, row_no)
                                filter (where corrected_outcome <= 4))[1] as corrected_by
                        from ledger.returned r join ledger.feed f on f.id = r.feed
                        where f.name = ? and r.returned_at >= ?""")
                .params(feed.value(), at(since))
                .query((row, n) -> new GoneBack(
                        row.getLong("returned"),
                        row.getLong("corrected"),
                        row.getObject("example", Long.class),
                        row.getObject("corrected_by", Long.class)))
                .single();
    }

    private static Recent recent(ResultSet row, int number) throws SQLException {
        var received = row.getObject("received_at", OffsetDateTime.class).toInstant();
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Recent(
                row.getLong("message_id"),
                received,
                IntakeStatus.ofCode(row.getInt("status")).shown(),
                row.getInt("rows_done"),
                LedgerView.counts(row, Integer.class),
                seconds(received, finished));
    }

    private static @Nullable Double seconds(Instant received, @Nullable OffsetDateTime finished) {
        return finished == null
                ? null
                : Duration.between(received, finished.toInstant()).toMillis() / 1_000.0;
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
