package cn.lvyue.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseTest {
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());

    @Test
    void hasTheTablesOfAllMigrations() {
        assertThat(jdbc.sql("select tablename from pg_tables where schemaname in ('archive', 'ledger')")
                        .query(String.class)
                        .list())
                .contains("message", "segment", "record", "revision");
    }

    @Test
    void sessionsAreNeitherInTheZoneOfTheMachineNorOfTheProvince() {
        var zone = jdbc.sql("show time zone").query(String.class).single();

        assertThat(zone).isNotEqualTo(ZoneId.systemDefault().getId()).isNotEqualTo("Asia/Shanghai");
    }

    @Test
    void resetEmptiesTablesAndRestartsIdentities() {
        insertAFeed();
        TestDatabase.reset();

        assertThat(insertAFeed()).isEqualTo(1);
        TestDatabase.reset();
        assertThat(jdbc.sql("select count(*) from ledger.feed")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private int insertAFeed() {
        return jdbc.sql("insert into ledger.feed (name) values ('a') returning id")
                .query(Integer.class)
                .single();
    }
}
