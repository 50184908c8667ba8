package cn.lvyue.hub.plumbing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The hub's database in the embedded server. The hub owns it without being the server's superuser: what gets past the hub can
 * read no files and run no programs.
 *
 * @param port on 127.0.0.1
 */
record HubDatabase(int port, String superuserPassword, String password) {
    static final String USER = "hub";
    private static final String NAME = "hub";

    String url() {
        return url(NAME);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?ApplicationName=lvyue-hub".formatted(port, database);
    }

    /** Makes the user and the database, or leaves them as they are. */
    void prepare() {
        try (var connection =
                DriverManager.getConnection(url("postgres"), PostgresCluster.SUPERUSER, superuserPassword)) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", USER)) {
                run(connection, "create role hub login");
                run(connection, "grant pg_checkpoint, pg_read_all_stats to hub");
            }
            // Rounds slow down who guesses a password (RFC 5802); this one is drawn at random and beyond guessing, and
            // they would only
            // slow down every new connection.
            run(connection, "set scram_iterations = 1");
            // The password is letters, digits, - and _ by construction.
            run(connection, "alter role hub password '" + password + "'");
            if (!exists(connection, "select 1 from pg_database where datname = ?", NAME)) {
                run(connection, "create database hub owner hub");
            }
        } catch (SQLException e) {
            throw new CannotStart(
                    "无法登录内置 PostgreSQL：%s。secrets 目录是否与 postgres 数据目录配套？".formatted(e.getMessage()),
                    "The embedded PostgreSQL refuses the hub: %s. Do the folders secrets and postgres belong together?"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            return query.executeQuery().next();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String toString() {
        return url();
    }
}
