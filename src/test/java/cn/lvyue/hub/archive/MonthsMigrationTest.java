package cn.lvyue.hub.archive;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A hub that has archived already goes over to months. */
class MonthsMigrationTest {
    private static final String DATABASE = "before_months";

    @BeforeEach
    void create() {
        TestDatabase.asSuperuser(
                "drop database if exists " + DATABASE, "create database " + DATABASE + " owner " + TestDatabase.user());
    }

    @AfterEach
    void drop() {
        TestDatabase.asSuperuser("drop database " + DATABASE + " with (force)");
    }

    @Test
    void whatWasArchivedBeforeStaysWithItsIdsAndOnceKeys() throws SQLException {
        try (var connection = connect()) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            migrate("18");
            jdbc.sql(
                            "insert into archive.message (direction, kind, feed, target, channel, received_at, size, digest, once_key)"
                                    + " values (1, 1, 'a', null, 'HTTP', now(), 1, '', 'k'), (2, 2, null, 1, 'HTTP', now(), 1, '', 'k')")
                    .update();
            jdbc.sql("insert into archive.segment (message_id, number, bytes) values (1, 0, 'x'), (2, 0, 'y')")
                    .update();
            jdbc.sql("insert into archive.waiting (message_id, feed) values (1, 'a')")
                    .update();

            migrate("19");

            assertThat(jdbc.sql("select id from archive.message order by id")
                            .query(Long.class)
                            .list())
                    .containsExactly(1L, 2L);
            assertThat(jdbc.sql(
                                    "select feed || target || kind || once_key || message_id from archive.once order by message_id")
                            .query(String.class)
                            .list())
                    .containsExactly("a01k1", "12k2");
            assertThat(jdbc.sql(
                                    "select convert_from(bytes, 'UTF8') from archive.segment where data_key is null order by message_id")
                            .query(String.class)
                            .list())
                    .containsExactly("x", "y");
            assertThat(jdbc.sql(
                                    "insert into archive.message (direction, kind, feed, channel, received_at, size, digest)"
                                            + " values (1, 1, 'a', 'HTTP', now(), 1, '') returning id")
                            .query(Long.class)
                            .single())
                    .isGreaterThan(Month.IDS);
            assertThat(jdbc.sql("select count(*) from replay.archived")
                            .query(Long.class)
                            .single())
                    .isEqualTo(2);
        }
    }

    private static void migrate(String version) {
        Flyway.configure()
                .dataSource(url(), TestDatabase.user(), TestDatabase.password())
                .target(version)
                .load()
                .migrate();
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), TestDatabase.user(), TestDatabase.password());
    }

    private static String url() {
        return TestDatabase.url().replace("/hub?", "/" + DATABASE + "?");
    }
}
