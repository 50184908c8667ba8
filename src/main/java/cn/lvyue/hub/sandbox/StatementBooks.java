package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Fen;
import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the stand-in platforms hold of a business day; written from the packages they took when it is first asked for. */
class StatementBooks {
    private static final int AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final StatementFields fields;
    private final JsonMapper json = JsonMapper.builder().build();

    StatementBooks(JdbcClient jdbc, TransactionTemplate transaction, StatementFields fields) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.fields = fields;
    }

    boolean offersStatements() {
        return fields.revision() != null && !fields.revision().isBlank();
    }

    /** One record as it is held. @param fen amount; null where none came along */
    record Line(
            String sourceRecordNo,
            int revision,
            int dataState,
            @Nullable String platformId,
            @Nullable Long fen) {}

    /** Brings the books up to what was taken, some packages at a time. */
    void book(Target target) {
        int booked;
        do {
            Integer some = transaction.execute(status -> bookSome(target));
            booked = some == null ? 0 : some;
        } while (booked > 0);
    }

    private int bookSome(Target target) {
        var packages = jdbc.sql("""
                        select no, body from sandbox.package where target = ? and not booked
                        order by no limit ? for update skip locked
                        """)
                .params(target.code(), AT_ONCE)
                .query((row, number) -> new Taken(row.getLong("no"), row.getBytes("body")))
                .list();
        packages.forEach(taken -> book(target, taken));
        return packages.size();
    }

    private record Taken(long no, byte[] body) {}

    private void book(Target target, Taken taken) {
        var tree = json.readTree(taken.body());
        var revisions = new ArrayList<Integer>();
        var amounts = new ArrayList<@Nullable Long>();
        for (var record : tree.path("records")) {
            revisions.add(record.path(String.valueOf(fields.revision())).asInt(0));
            amounts.add(amount(record));
        }
        jdbc.sql("""
                        update sandbox.record r set target = :target, business_date = :date::date, revision = f.revision,
                            amount = f.amount, platform_id = :prefix || r.package_no || '-' || r.number
                        from unnest(:revisions::int[], :amounts::bigint[]) with ordinality f(revision, amount, number)
                        where r.package_no = :no and r.number = f.number
                        """)
                .param("target", target.code())
                .param("date", tree.path("envelope").path("businessDate").asString(""))
                .param("prefix", target.name().charAt(0) + "-")
                .param("revisions", revisions.toArray(Integer[]::new))
                .param("amounts", amounts.toArray(Long[]::new))
                .param("no", taken.no())
                .update();
        jdbc.sql("update sandbox.package set booked = true where no = ?")
                .param(taken.no())
                .update();
    }

    private @Nullable Long amount(JsonNode record) {
        return fields.amount() == null
                ? null
                : Fen.of(record.path(fields.amount()).asString(null));
    }

    /** The next so many records after a number, and all that have the last one's number. */
    List<Line> page(Target target, LocalDate date, String after, int limit) {
        var lines = new ArrayList<>(jdbc.sql(LINES + " and source_record_no collate \"C\" > :after"
                        + " order by source_record_no collate \"C\", revision limit :limit")
                .param("target", target.code())
                .param("date", date)
                .param("after", after)
                .param("limit", limit)
                .query(StatementBooks::line)
                .list());
        if (lines.size() < limit) {
            return lines;
        }
        var last = lines.get(lines.size() - 1).sourceRecordNo();
        lines.removeIf(line -> line.sourceRecordNo().equals(last));
        lines.addAll(jdbc.sql(LINES + " and source_record_no collate \"C\" = :last order by revision")
                .param("target", target.code())
                .param("date", date)
                .param("last", last)
                .query(StatementBooks::line)
                .list());
        return lines;
    }

    private static final String LINES = """
            select source_record_no, revision, data_state, platform_id, amount as fen
            from sandbox.record r where target = :target and business_date = :date and code = '0' and not lost
                and not exists (select from sandbox.package p where p.no = r.package_no and p.lost_at is not null)""";

    private static Line line(ResultSet row, int number) throws SQLException {
        return new Line(row.getString(1), row.getInt(2), row.getInt(3), row.getString(4), row.getObject(5, Long.class));
    }

    /** The totals of a day. */
    record Totals(long records, java.math.BigDecimal fen) {}

    Totals totals(Target target, LocalDate date) {
        return jdbc.sql("""
                        select count(*) as records, coalesce(sum(amount), 0) as fen
                        from sandbox.record r where target = ? and business_date = ? and code = '0' and not lost
                            and not exists (select from sandbox.package p where p.no = r.package_no and p.lost_at is not null)
                        """).params(target.code(), date).query(Totals.class).single();
    }
}
