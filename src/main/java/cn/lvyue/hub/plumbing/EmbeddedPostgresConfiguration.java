package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.record.SecretFiles;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Runs PostgreSQL inside the hub unless {@code spring.datasource.url} names a server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PostgresSettings.class)
@ConditionalOnProperty(
        name = "spring.datasource.url",
        havingValue = EmbeddedPostgresConfiguration.EMBEDDED,
        matchIfMissing = true)
class EmbeddedPostgresConfiguration {
    static final String EMBEDDED = "embedded";

    /** The same as this class's condition, for what is to begin before conditions are looked at. */
    static boolean isWanted(Environment environment) {
        return EMBEDDED.equalsIgnoreCase(environment.getProperty("spring.datasource.url", EMBEDDED));
    }

    @Bean
    PostgresServer postgresServer(
            HubLock lock, HubSettings hub, PostgresSettings settings, ObjectProvider<Unpacking> unpacking) {
        unpacking.ifAvailable(Unpacking::await);
        return PostgresServer.start(hub.home(), hub.programs(), settings);
    }

    /** The data source and everything made from it follow this, and go before the server goes. */
    @Bean
    JdbcConnectionDetails embeddedPostgres(PostgresServer server) {
        return new EmbeddedConnection(server.database());
    }

    /** Where the database is on this machine, what protects its secrets may be too; elsewhere it has to be configured. */
    @Bean
    LocalSecrets localSecrets(HubLock lock, HubSettings hub) {
        return new SecretFiles(hub.home().resolve("secrets"));
    }

    private record EmbeddedConnection(HubDatabase database) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return HubDatabase.USER;
        }

        @Override
        public String getPassword() {
            return database.password();
        }

        @Override
        public String getJdbcUrl() {
            return database.url();
        }
    }
}
