package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.ForeignSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** Kills a hub again and again while it takes rows of a front-end table, and counts afterwards. */
class TableKillIT {
    private static final Path FOLDER = Path.of("target", "table-kill-it");
    private static final int ROWS = 6_000;
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final String UNDER = "hub.tables.contract-performance.";

    private ForeignSchema schema;
    private HubProcess hub;

    @BeforeEach
    void create() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        schema = ForeignSchema.create("table_kill");
        schema.run("""
                create table ht_wyxx (seq_no bigint primary key, id text, rev int, firm_name text, firm_uscc text,
                    org_name text, org_uscc text, region text, kind text, remark text, unpaid text, unit text,
                    contract_no text, contract_name text, sign_date text, report_time timestamp, accept_time text,
                    state text, judge_org text, judge_result text, judge_date text, close_date text,
                    modify_time timestamp, sync_status char(1) not null default '0', error_reason varchar(200),
                    platform_id varchar(64), tong_time timestamp);
                create index on ht_wyxx (sync_status, seq_no);
                insert into ht_wyxx (seq_no, id, rev, firm_name, firm_uscc, org_name, org_uscc, region, kind, remark,
                    unpaid, unit, contract_no, report_time, state, modify_time)
                select n, 'WY-' || n, 1, '鸡西市兴凯湖水利工程有限公司', '912303007273911887', '密山市水务局',
                    '11230382002167349Y', '230382', 'A01', '水渠清淤工程已验收，尾款逾期未付。', n || '.00', '元', 'HT-' || n,
                    '2023-09-11 10:20:30', case when n %% 100 = 0 then '7' else '1' end, '2023-09-12 09:00:00'
                from generate_series(1, %d) n""".formatted(ROWS));
        schema.grantWriting("ht_wyxx", "sync_status, error_reason, platform_id, tong_time");
        hub = startHub();
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
        schema.close();
    }

    @Test
    void aHubKilledWhileItTakesRowsOfATableLosesAndDoublesNothing() {
        killWhen("sync_status <> '0'", 500);
        killWhen("sync_status in ('2', '3')", 1_200);
        killWhen("sync_status <> '0'", 3_500);

        Awaitility.await("every row written back")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> count("sync_status in ('2', '3')") == ROWS);
        assertThat(count("sync_status = '3' and error_reason like 'V104 [STATE]%' and platform_id is null"))
                .isEqualTo(ROWS / 100);
        assertThat(count("sync_status = '2' and platform_id is not null and error_reason is null"))
                .isEqualTo(ROWS - ROWS / 100);
        var feed = hub.client().get("/status").get("feeds").get(0);
        assertThat(feed.get("feed").asString()).isEqualTo("contract-performance");
        assertThat(feed.get("counts").get("read").asInt())
                .as("each row read once: %s", feed)
                .isEqualTo(ROWS);
    }

    private void killWhen(String condition, int rows) {
        Awaitility.await(rows + " rows " + condition)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> count(condition) >= rows);
        hub.kill();
        assertThat(count("sync_status in ('2', '3')"))
                .as("killed in the middle")
                .isLessThan(ROWS);
        hub = startHub();
    }

    private int count(String condition) {
        return schema.owner()
                .sql("select count(*) from ht_wyxx where " + condition)
                .query(Integer.class)
                .single();
    }

    private HubProcess startHub() {
        var settings = new HashMap<>(Map.of(
                "hub.trial.play-samples",
                "false",
                "hub.inbox.initial-delay",
                "100",
                UNDER + "url",
                schema.url(),
                UNDER + "username",
                schema.user(),
                UNDER + "password",
                schema.password(),
                UNDER + "schema",
                schema.name(),
                UNDER + "table",
                "HT_WYXX",
                UNDER + "key",
                "SEQ_NO",
                UNDER + "poll",
                "100ms"));
        settings.put(UNDER + "open-batches", "5");
        settings.put(UNDER + "status.column", "SYNC_STATUS");
        settings.put(UNDER + "status.reason", "ERROR_REASON");
        settings.put(UNDER + "status.record-id", "PLATFORM_ID");
        settings.put(UNDER + "status.time", "TONG_TIME");
        return HubProcess.start(FOLDER.resolve("home"), settings);
    }
}
