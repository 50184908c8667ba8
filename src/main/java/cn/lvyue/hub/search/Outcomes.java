package cn.lvyue.hub.search;

import cn.lvyue.hub.search.Block.Part;
import cn.lvyue.hub.search.Tokens.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Indexes what came about after intake: the revisions of replays, and the platforms' ids. */
@Component("searchOutcomes")
class Outcomes {
    private static final int PACKAGES = 64;
    private static final int OPEN_PACKAGES = 5_000;
    private static final Duration YOUNG = Duration.ofMinutes(1);

    private final IndexStore store;
    private final SliceStore slices;
    private final Indexing indexing;
    private final JdbcClient jdbc;
    private final SearchSettings settings;
    private final Clock clock;
    private long openFrom;

    Outcomes(
            IndexStore store,
            SliceStore slices,
            Indexing indexing,
            JdbcClient jdbc,
            SearchSettings settings,
            Clock clock) {
        this.store = store;
        this.slices = slices;
        this.indexing = indexing;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is taken up of a replay. */
    private record Taken(long replay, long message, int row) {}

    /** Records that a replay made anew, once it is over. */
    @Transactional
    public boolean replays() {
        if (!store.alone()) {
            return false;
        }
        var open = jdbc.sql("""
                        select j.id, coalesce(t.message_id, 0) as message_id, coalesce(t.row_no, 0) as row_no
                        from search.replay j left join search.replay_taken t on t.replay = j.id
                        where j.state in (6, 7) and t.ended is not true order by j.id limit 1""")
                .query((row, n) -> new Taken(row.getLong(1), row.getLong(2), row.getInt(3)))
                .optional();
        return open.isPresent() && replay(open.get());
    }

    private boolean replay(Taken from) {
        var rows = jdbc.sql("""
                        select r.message_id, r.row_no, m.feed, m.channel, floor(extract(epoch from m.received_at))::bigint as at
                        from (select message_id, row_no from search.replayed
                              where replay = ? and (message_id, row_no) > (?, ?) order by message_id, row_no limit ?) r
                            join search.message m on m.id = r.message_id
                        order by r.message_id, r.row_no""")
                .params(from.replay(), from.message(), from.row(), settings.round())
                .query((row, n) -> new Arrived(
                        new Part(row.getLong("message_id"), row.getInt("row_no"), row.getInt("row_no")),
                        row.getLong("at"),
                        row.getString("feed"),
                        row.getString("channel")))
                .list();
        indexing.keepByMonth(rows);
        var last = rows.isEmpty()
                ? new Part(from.message(), from.row(), from.row())
                : rows.get(rows.size() - 1).part();
        jdbc.sql("""
                        insert into search.replay_taken values (?, ?, ?, ?)
                        on conflict (replay) do update
                        set message_id = excluded.message_id, row_no = excluded.row_no, ended = excluded.ended""")
                .params(from.replay(), last.message(), last.from(), rows.size() < settings.round())
                .update();
        return true;
    }

    /** Packages whose final receipts came. */
    @Transactional
    public boolean packages() {
        if (!store.alone()) {
            return false;
        }
        listOpen();
        var look = jdbc.sql("""
                        select o.package_no, p.state
                        from (select package_no from search.package_open where package_no > ? order by package_no limit ?) o
                            join search.package p on p.no = o.package_no order by o.package_no""")
                .params(openFrom, OPEN_PACKAGES)
                .query((row, n) -> new long[] {row.getLong(1), row.getLong(2)})
                .list();
        openFrom = look.size() < OPEN_PACKAGES ? 0 : look.get(look.size() - 1)[0];
        var ended = look.stream()
                .filter(each -> each[1] >= 4 && each[1] != 7)
                .map(each -> each[0])
                .limit(PACKAGES)
                .toList();
        if (ended.isEmpty()) {
            return false;
        }
        keep(ended);
        jdbc.sql("delete from search.package_open where package_no = any (?)")
                .param(ended.toArray(Long[]::new))
                .update();
        return true;
    }

    /** Numbers are not given out in the order of commit: younger packages wait, their receipts take longer anyway. */
    private void listOpen() {
        jdbc.sql("""
                        with found as (
                            select no from search.package where no > coalesce((select last_no from search.package_mark), 0) and generated_at < ? order by no limit 1000),
                        listed as (insert into search.package_open select no from found on conflict do nothing)
                        insert into search.package_mark (last_no) select max(no) from found having count(*) > 0
                        on conflict (one) do update set last_no = excluded.last_no""")
                .param(clock.instant().minus(YOUNG).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void keep(List<Long> packages) {
        var draft = new Draft(Space.PACKAGES, 0);
        for (long no : packages) {
            var tokens = new Tokens();
            jdbc.sql("select platform_id from search.platform_id where package_no = ?")
                    .param(no)
                    .query(row -> {
                        tokens.add(Kind.PLATFORM_ID, row.getString(1));
                    });
            var found = tokens.take();
            if (found.length > 0) {
                draft.words(draft.add(new Block(new ArrayList<>(List.of(new Part(no, 0, 0))), 0, 0)), found);
            }
        }
        slices.keep(draft);
    }
}
