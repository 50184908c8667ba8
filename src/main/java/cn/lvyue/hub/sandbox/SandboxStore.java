package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Everything the stand-in platforms ever accepted, with what they lost of it. */
class SandboxStore {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SandboxStore(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    record Kept(long no, String receiptNo, Instant at) {}

    /** @return false when a package of this id is there already; then nothing is changed. One that was lost is taken again. */
    boolean keep(Target target, PackageCheck.Checked checked, byte[] body, Instant at) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var no = keepPackage(target, checked, body, at);
            no.ifPresent(packageNo -> keepRecords(packageNo, checked.records()));
            return no.isPresent();
        }));
    }

    private Optional<Long> keepPackage(Target target, PackageCheck.Checked checked, byte[] body, Instant at) {
        long leaks = checked.records().stream().filter(Judged::leak).count();
        var receiptNo = "R" + checked.packageId().substring(0, 8);
        return jdbc.sql("""
                        insert into sandbox.package as p (target, id, receipt_no, at, records, leaks, body)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (target, id) do update
                            set lost_at = null, told_at = null, at = excluded.at, arrivals = p.arrivals + 1,
                                leaks = p.leaks + excluded.leaks, body = excluded.body
                            where p.lost_at is not null
                        returning no
                        """)
                .params(
                        target.code(),
                        checked.packageId(),
                        receiptNo,
                        Timestamp.from(at),
                        checked.records().size(),
                        leaks,
                        body)
                .query(Long.class)
                .optional();
    }

    private void keepRecords(long packageNo, List<Judged> records) {
        jdbc.sql("""
                        insert into sandbox.record (package_no, number, source_record_no, complaint_no, version, data_state,
                            code, message, leak, lost)
                        select ?, r.* from unnest(?::int[], ?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[],
                            ?::boolean[], ?::boolean[]) r
                        on conflict (package_no, number) do update
                            set code = excluded.code, message = excluded.message, lost = excluded.lost
                        """)
                .params(
                        packageNo,
                        IntStream.rangeClosed(1, records.size()).toArray(),
                        records.stream().map(Judged::sourceRecordNo).toArray(String[]::new),
                        records.stream().map(Judged::complaintNo).toArray(String[]::new),
                        records.stream().mapToInt(Judged::revision).toArray(),
                        records.stream().mapToInt(Judged::dataState).toArray(),
                        records.stream().map(Judged::code).toArray(String[]::new),
                        records.stream().map(Judged::message).toArray(String[]::new),
                        records.stream().map(Judged::leak).toArray(Boolean[]::new),
                        records.stream().map(Judged::lost).toArray(Boolean[]::new))
                .update();
    }

    /** From now on the platform knows neither the package nor its records. */
    void lose(Target target, String packageId, Instant at) {
        jdbc.sql("""
                        with gone as (
                            update sandbox.package set lost_at = ? where target = ? and id = ? and lost_at is null returning no
                        )
                        update sandbox.record set lost = true where package_no = (select no from gone)
                        """).params(Timestamp.from(at), target.code(), packageId).update();
    }

    /** The last stage's receipt of a package went out. */
    void told(Target target, String packageId, Instant at) {
        jdbc.sql("update sandbox.package set told_at = ? where target = ? and id = ? and told_at is null")
                .params(Timestamp.from(at), target.code(), packageId)
                .update();
    }

    Optional<Kept> find(Target target, String packageId) {
        return jdbc.sql(
                        "select no, receipt_no, at from sandbox.package where target = ? and id = ? and lost_at is null")
                .params(target.code(), packageId)
                .query((row, number) -> new Kept(
                        row.getLong(1), row.getString(2), row.getTimestamp(3).toInstant()))
                .optional();
    }

    List<Judged> records(long packageNo) {
        return jdbc.sql("select * from sandbox.record where package_no = ? order by number")
                .param(packageNo)
                .query(SandboxStore::judged)
                .list();
    }

    private static Judged judged(ResultSet row, int number) throws SQLException {
        return new Judged(
                row.getString("source_record_no"),
                row.getString("complaint_no"),
                row.getInt("version"),
                row.getInt("data_state"),
                row.getString("code"),
                row.getString("message"),
                row.getBoolean("leak"),
                row.getBoolean("lost"));
    }

    long leaks() {
        return jdbc.sql("select coalesce(sum(leaks), 0) from sandbox.package")
                .query(Long.class)
                .single();
    }
}
