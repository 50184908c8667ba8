package cn.lvyue.hub;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A schema of somebody else's in the test database: it belongs to an owner, and the hub's account may do there what it is
 * granted and nothing more.
 */
public final class ForeignSchema implements AutoCloseable {
    private static final String PASSWORD = "front-table";

    private final String name;
    private final SingleConnectionDataSource owner;

    private ForeignSchema(String name) {
        this.name = name;
        this.owner = new SingleConnectionDataSource(TestDatabase.url(), name + "_owner", PASSWORD, true);
        owner.setSchema(name);
    }

    /** @param name lower-case letters and underscores */
    public static ForeignSchema create(String name) {
        drop(name);
        TestDatabase.asSuperuser(
                "create role %s_owner login password '%s'".formatted(name, PASSWORD),
                "create role %s_hub login password '%s'".formatted(name, PASSWORD),
                "create schema %s authorization %s_owner".formatted(name, name));
        return new ForeignSchema(name);
    }

    /** As whoever the tables belong to, on one connection. */
    public JdbcClient owner() {
        return JdbcClient.create(owner);
    }

    public DriverManagerDataSource dataSource(String user) {
        var source = new DriverManagerDataSource(url(), user, PASSWORD);
        source.setSchema(name);
        return source;
    }

    /** As the owner, several statements at once if need be. */
    public void run(String sql) {
        owner().sql(sql).update();
    }

    /** What the decision record on front-end tables asks for where the hub only reads. */
    public void grantReading(String table) {
        run("grant usage on schema %1$s to %1$s_hub; grant select on %2$s to %1$s_hub".formatted(name, table));
    }

    /** What it asks for where the hub writes back. @param columns those the hub writes, with commas */
    public void grantWriting(String table, String columns) {
        grantReading(table);
        run("grant update (%s) on %s to %s_hub".formatted(columns, table, name));
    }

    public String url() {
        return TestDatabase.url();
    }

    public String name() {
        return name;
    }

    public String user() {
        return name + "_hub";
    }

    public String password() {
        return PASSWORD;
    }

    @Override
    public void close() {
        owner.close();
        drop(name);
    }

    private static void drop(String name) {
        for (var role : new String[] {name + "_owner", name + "_hub"}) {
            TestDatabase.asSuperuser("""
                    do $$ begin
                        if exists (select from pg_roles where rolname = '%1$s') then
                            drop owned by %1$s cascade;
                            drop role %1$s;
                        end if;
                    end $$""".formatted(role));
        }
    }
}
