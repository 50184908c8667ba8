package cn.lvyue.hub.channel.table;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The dialect of MySQL against a real server: {@code HUB_MYSQL_URL} is its JDBC address, {@code HUB_MYSQL_USER} and {@code
 * HUB_MYSQL_PASSWORD} an account that may create databases and users. Its driver must be on the class path.
 */
@EnabledIfEnvironmentVariable(named = "HUB_MYSQL_URL", matches = "jdbc:.+")
class MySqlTableIT {
    private static final String DATABASE = "hub_front_table";

    private final KeptMessages messages = new KeptMessages();
    private final TableHub.Surroundings around = new TableHub.Surroundings(null, messages);
    private Connection owner;

    @BeforeEach
    void create() throws SQLException {
        TestDatabase.reset();
        owner = DriverManager.getConnection(url(), env("HUB_MYSQL_USER"), env("HUB_MYSQL_PASSWORD"));
        run(
                "drop database if exists " + DATABASE,
                "drop user if exists hub_reader",
                "create database " + DATABASE + " character set utf8mb4",
                "create user hub_reader identified by 'front-table'",
                "use " + DATABASE,
                """
                create table T (id bigint primary key, judge varchar(20) default 'ACCEPTED', note text, amount decimal(30, 8),
                    scan blob, changed datetime(6), `sync_status` varchar(2) default '0', error_reason varchar(60),
                    platform_id varchar(40), tong_time datetime)""",
                """
                insert into T (ID, judge, note, amount, scan, changed) values
                    (1, 'ACCEPTED', '', 1234567890123456789012.1, null, '2023-10-15 12:00:00.123456'),
                    (2, 'REJECTED', '长😀', null, x'00', '2023-10-15 12:00:00.123456'),
                    (3, 'ACCEPTED', null, 0, null, '2023-10-15 12:00:01')""",
                "grant select on " + DATABASE + ".T to hub_reader");
    }

    @AfterEach
    void drop() throws SQLException {
        run("drop database " + DATABASE, "drop user hub_reader");
        owner.close();
    }

    private static String env(String name) {
        return System.getenv().getOrDefault(name, "");
    }

    private static String url() {
        return env("HUB_MYSQL_URL");
    }

    private void run(String... statements) throws SQLException {
        try (var statement = owner.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private String one(String sql) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private TableHub hub(Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "dialect", "mysql",
                "url", url(),
                "username", "hub_reader",
                "password", "front-table",
                "schema", DATABASE,
                "batch", "2"));
        settings.putAll(more);
        return TableHub.start(around, settings, new Steps());
    }

    @Test
    void rowsAreClaimedAndWrittenBackWithRightsOnTheStatusColumnsOnly() throws SQLException {
        run("grant update (sync_status, error_reason, platform_id, tong_time) on " + DATABASE + ".T to hub_reader");
        var status =
                Map.of("status.reason", "error_reason", "status.record-id", "platform_id", "status.time", "tong_time");
        try (var hub = hub(status);
                var other = DriverManager.getConnection(url(), env("HUB_MYSQL_USER"), env("HUB_MYSQL_PASSWORD"))) {
            other.setAutoCommit(false);
            other.createStatement().executeQuery("select * from " + DATABASE + ".T where ID = 1 for update");
            hub.poll(1);
            assertThat(hub.tables().states().get(0).failure()).isNull();
            assertThat(messages.all("id")).containsExactly("2", "3");
            other.rollback();
            hub.poll(3);
            assertThat(messages.all("id")).containsExactly("2", "3", "1");
        }
        assertThat(one("select group_concat(sync_status order by ID) from T")).isEqualTo("2,3,2");
        assertThat(one("select error_reason from T where ID = 2"))
                .startsWith("V104 [STATE] ")
                .hasSize(60);
        assertThat(one("select tong_time from T where ID = 1")).startsWith("2023-10-16 06:00:0");
        assertThat(messages.body(1)).contains("\"note\":\"长😀\"", "\"scan\":{\"refused\":\"BINARY\"");
        assertThat(messages.body(2)).contains("\"amount\":1234567890123456789012.10000000", "\"note\":\"\"");
    }

    @Test
    void rowsAreReadByWatermarkWithoutAnyRightToWrite() throws SQLException {
        try (var hub = hub(Map.of("time", "changed", "sequence", "id")).poll(2)) {
            assertThat(hub.tables().states().get(0).failure()).isNull();
            run("insert into T (ID, changed) values (4, '2023-10-15 12:00:00.123456')");
            hub.poll(2);
            assertThat(messages.all("id")).containsExactly("1", "2", "3", "4");
            assertThat(messages.body(1)).contains("\"changed\":\"2023-10-15 12:00:00.123456\"");
        }
    }
}
