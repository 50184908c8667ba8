package cn.lvyue.hub.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;

/**
 * Millions of complaints, each a message of its own, written straight into the tables as intake leaves them: archive (without
 * bodies, which no search reads), intake, entries, complaints and revisions; and packages of 500 for the newest of them. Over
 * twelve months; a twentieth of them rejected or parked.
 */
final class FiledComplaints {
    static final int MONTHS = 12;
    static final int PACKAGE = 500;
    private static final long BATCH = 100_000;
    private static final long MOST_DELIVERED = 1_000_000;

    private final Connection connection;
    private final long rows;

    FiledComplaints(Connection connection, long rows) {
        this.connection = connection;
        this.rows = rows;
    }

    /** The id of a message: months in order, the last the newest. */
    String idSql(String n) {
        return "((2025 * 100 + 1 + least(%d, (%s - 1) * %d / %d)) * 10000000000 + %s)"
                .formatted(MONTHS - 1, n, MONTHS, rows, n);
    }

    void fill() throws SQLException, IOException {
        try (var words = FiledComplaints.class.getResourceAsStream("/search-benchmark.sql")) {
            run(new String(words.readAllBytes(), StandardCharsets.UTF_8));
        }
        var bodies = PublicBody.all();
        run("insert into bench.words values ('body', array["
                + bodies.stream().map(body -> "'" + body.name() + "'").collect(Collectors.joining(","))
                + "]), ('code', array["
                + bodies.stream()
                        .map(body -> "'" + new String(body.code(), StandardCharsets.US_ASCII) + "'")
                        .collect(Collectors.joining(","))
                + "])");
        for (int month = 1; month <= MONTHS; month++) {
            run("select archive.open_month(%d)".formatted(202_500 + month));
        }
        run(
                "insert into ledger.feed (name) values ('hotline-12345'), ('sme-arrears'), ('credit-site') on conflict do nothing");
        run(complaints());
        for (long from = 1; from <= rows; from += BATCH) {
            long to = Math.min(rows, from + BATCH - 1);
            run("create temporary table made on commit drop as select * from bench.complaints(%d, %d)"
                            .formatted(from, to)
                    + INSERTS);
            if (from / BATCH % 10 == 0) {
                System.out.printf("  %,d of %,d made%n", to, rows);
            }
        }
        run("select setval('ledger.record_id', (select max(id) from ledger.record))"); // a hub goes on behind them
        deliver();
    }

    private String complaints() {
        return """
                create or replace function bench.complaints(first bigint, last bigint)
                returns table (n bigint, id bigint, feed text, feed_no smallint, at timestamptz, outcome smallint, source_no text, fields text)
                language sql as $$
                with w as materialized (select
                        max(words) filter (where kind = 'opening') || '{}'::text[] o, max(words) filter (where kind = 'fact') || '{}'::text[] f,
                        max(words) filter (where kind = 'reason') || '{}'::text[] r, max(words) filter (where kind = 'effect') || '{}'::text[] e,
                        max(words) filter (where kind = 'wish') || '{}'::text[] s, max(words) filter (where kind = 'project') || '{}'::text[] p,
                        max(words) filter (where kind = 'first') || '{}'::text[] a, max(words) filter (where kind = 'last') || '{}'::text[] l,
                        max(words) filter (where kind = 'trade') || '{}'::text[] t, max(words) filter (where kind = 'town') || '{}'::text[] v,
                        max(words) filter (where kind = 'body') || '{}'::text[] b, max(words) filter (where kind = 'code') || '{}'::text[] c from bench.words),
                g as (select n, bench.h(n, 1) %% cardinality(w.b) as body,
                        '黑龙江' || bench.pick(w.a, n, 2) || bench.pick(w.l, n, 3) || bench.pick(w.t, n, 4) as firm,
                        bench.pick(w.v, n, 5) || bench.pick(w.v, n, 6) || '村' || bench.pick(w.v, n, 7) || bench.pick(w.v, n, 8) || '屯' as village,
                        bench.pick(w.p, n, 9) as project, 2015 + bench.h(n, 10) %% 10 as year, w.*
                    from generate_series(first, last) n, w)
                select n, %s, case n %% 10 when 0 then 'credit-site' when 1 then 'sme-arrears' when 2 then 'sme-arrears' else 'hotline-12345' end,
                    case n %% 10 when 0 then 3 when 1 then 2 when 2 then 2 else 1 end::smallint,
                    timestamptz '2025-01-01 00:00+08' + interval '365 days' * ((n - 1)::float / %d),
                    case bench.h(n, 11) %% 40 when 0 then 6 when 1 then 7 else 1 end::smallint,
                    'WO' || lpad(n::text, 10, '0'),
                    json_build_object(
                        'TS_BH', 'x', 'TS_LYQD', '01', 'TS_LYBH', 'WO' || lpad(n::text, 10, '0'),
                        'TS_SJ', to_char(timestamp '2025-01-01' + interval '365 days' * ((n - 1)::float / %d), 'YYYY-MM-DD HH24:MI:SS'),
                        'TS_NR', replace(replace(replace(replace(replace(
                            bench.pick(o, n, 12) || '，' || bench.pick(f, n, 13) || '，' || bench.pick(f, n, 14) || '。'
                            || bench.pick(r, n, 15) || '，涉及金额' || (bench.h(n, 16) %% 90000 + 500) / 100.0 || '万元，经我公司多次上门催要，'
                            || bench.pick(r, n, 17) || '，' || bench.pick(e, n, 18) || '，' || bench.pick(s, n, 19) || '。合同编号HT-' || year || '-' || n || '。',
                            '{y}', year::text), '{b}', b[1 + body]), '{p}', project), '{f}', firm), '{v}', village),
                        'TS_TSR_MC', firm, 'TS_TSR_LX', '1', 'TS_TSR_SHXYM', '91230103MA' || upper(lpad(to_hex(n), 8, '0')),
                        'TS_TSR_LXR', '王先生', 'TS_TSR_LXDH', '199' || lpad((n %% 90000000)::text, 8, '0'),
                        'TS_BTS_MC', b[1 + body], 'TS_BTS_SHXYM', c[1 + body], 'TS_HT_MC', village || project || '合同',
                        'TS_HT_BH', 'HT-' || year || '-' || n, 'TS_WYLY', '01', 'TS_WYJE', (bench.h(n, 16) %% 90000 + 500) || '.000000')::text
                from g $$;
                """.formatted(idSql("n"), rows, rows);
    }

    private static final String INSERTS = """
            ;
            insert into archive.message (id, direction, kind, feed, channel, received_at, filename, media_type, size, digest)
            select id, 1, 1, feed, 'HTTP', at, null, 'application/json', octet_length(fields), sha256(n::text::bytea) from made order by n;
            insert into ledger.intake (message_id, feed, status, started_at, finished_at, mapping, pack, received_at, rows_done, accepted, rejected, parked)
            select id, feed, 2, at, at, 'm', 'complaint-2023', at, 1, (outcome = 1)::int, (outcome = 6)::int, (outcome = 7)::int from made order by n;
            insert into ledger.record (id, feed, source_record_no, opened_on, channel, revision, content, state, complainant_code, complainant_name, matter)
            select n, feed_no, source_no, at::date, '01', 1, md5(n::text)::uuid, 1, n, n, md5(fields)::uuid from made where outcome = 1 order by n;
            insert into ledger.revision (record_id, revision, at, message_id, row_no, standing, fields)
            select n, 1, at, id, 1, 0, fields::json from made where outcome = 1 order by n;
            insert into ledger.entry (message_id, row_no, place, source_record_no, outcome, record_id, revision, findings, fields)
            select id, 1, '/', source_no, outcome, case when outcome = 1 then n end, case when outcome = 1 then 1 end,
                case outcome when 6 then ('[{"code":"V10' || (1 + n % 9) || '","severity":"REJECT","field":"TS_NR","place":"/"}]')::json
                    when 7 then '[{"code":"P103","severity":"PARK","field":"TS_BTS_SHXYM","place":"/"}]'::json end,
                case when outcome <> 1 then fields::json end
            from made order by n""";

    private void deliver() throws SQLException {
        long first = Math.max(1, rows - MOST_DELIVERED + 1);
        run("""
                insert into delivery.batch (target, business_date, number, batch_no, kind, zero_report, records, packages, sealed_at)
                select 1, date '2025-12-01' + g::int, 1, 'B' || g, 1, false, 20000, 40, now()
                from generate_series(0, (%2$d - %1$d) / 20000) g;
                insert into delivery.package (id, batch_id, sequence, target, state, records, added, changed, removed, generated_at, packages)
                select md5(g::text)::uuid, (select id from delivery.batch where batch_no = 'B' || g / 40), 1 + g %% 40, 1, 4, 500, 500, 0, 0,
                    now() - interval '1 hour', 40
                from generate_series(0, (%2$d - %1$d) / %3$d) g;
                insert into delivery.item (target, record_id, revision, due_no, batch_id, package_no, kind, state, source_record_no, platform_id)
                select 1, r.id, 1, r.id, p.batch_id, p.no, 0, 5, r.source_record_no, 'PROV-' || md5(r.id::text)
                from ledger.record r join delivery.package p on p.id = md5(((r.id - %1$d) / %3$d)::text)::uuid
                where r.id >= %1$d order by r.id""".formatted(first, rows, PACKAGE));
    }

    private void run(String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
        connection.setAutoCommit(true);
    }
}
