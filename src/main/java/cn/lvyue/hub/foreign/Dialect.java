package cn.lvyue.hub.foreign;

import java.time.Duration;
import java.util.Properties;

/**
 * What differs between the databases of others that the hub works with. {@link #POSTGRESQL} is tested with every build, {@link #MYSQL}
 * against MariaDB 11.4 where one is at hand; the others follow their manuals and are not tested.
 */
public enum Dialect {
    /** Tested. */
    POSTGRESQL("org.postgresql.Driver", '"', true, false) {
        @Override
        public Properties connection(Duration silence) {
            var properties = properties("socketTimeout", silence.toSeconds());
            properties.setProperty("logServerErrorDetail", "false"); // the detail of an error may quote a whole row
            return properties;
        }
    },
    /** KingbaseES V8R6, whose SQL and driver are PostgreSQL's. Not tested. */
    KINGBASE("com.kingbase8.Driver", '"', true, false) {
        @Override
        public Properties connection(Duration silence) {
            return properties("socketTimeout", silence.toSeconds());
        }
    },
    /** MySQL 8, and MariaDB from 10.6 with MariaDB's driver. Tested against MariaDB 11.4. */
    MYSQL("com.mysql.cj.jdbc.Driver", '`', true, false) {
        @Override
        public Properties connection(Duration silence) {
            return properties("socketTimeout", silence.toMillis());
        }

        @Override
        public String driverFor(String url) {
            return url.startsWith("jdbc:mariadb:") ? "org.mariadb.jdbc.Driver" : super.driverFor(url);
        }
    },
    /** Oracle from 12c. Not tested. */
    ORACLE("oracle.jdbc.OracleDriver", '"', false, true) {
        @Override
        public Properties connection(Duration silence) {
            return properties("oracle.jdbc.ReadTimeout", silence.toMillis());
        }
    },
    /** Dameng DM8. Not tested. */
    DAMENG("dm.jdbc.driver.DmDriver", '"', false, true) {
        @Override
        public Properties connection(Duration silence) {
            return properties("socketTimeout", silence.toMillis());
        }
    };

    /** Names of tables and columns: letters of any script, digits and underscores, which need no escape inside quotes. */
    public static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_$#]{0,127}";

    private final String driver;
    private final char quote;
    private final boolean limits;
    private final boolean lengthsInBytes;

    Dialect(String driver, char quote, boolean limits, boolean lengthsInBytes) {
        this.driver = driver;
        this.quote = quote;
        this.limits = limits;
        this.lengthsInBytes = lengthsInBytes;
    }

    /** Properties of a connection that is given up after so long without a byte. */
    public abstract Properties connection(Duration silence);

    /** The driver's class; only PostgreSQL's is part of the hub. */
    public String driverFor(String url) {
        return driver;
    }

    /** @param name matches {@link #NAME}, so that it holds no quote itself */
    public String quoted(String name) {
        return quote + name + quote;
    }

    /** The first rows of an ordered query. */
    public String first(String ordered, int rows) {
        return limits ? ordered + " limit " + rows : ordered + " fetch first " + rows + " rows only";
    }

    /**
     * The first rows of an ordered query that nobody else has locked, locked. Oracle knows no limit beside a lock; there the
     * statement's largest number of rows does it, for rows are locked as they are fetched.
     */
    public String claimed(String ordered, int rows) {
        return ordered + (limits ? " limit " + rows : "") + " for update skip locked";
    }

    /** Whether the length of a text column counts bytes of UTF-8 rather than characters. */
    public boolean lengthsInBytes() {
        return lengthsInBytes;
    }

    private static Properties properties(String name, long value) {
        var properties = new Properties();
        properties.setProperty(name, String.valueOf(value));
        return properties;
    }
}
