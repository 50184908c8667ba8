package cn.lvyue.hub.plumbing;

import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.record.SecretFiles;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Runs PostgreSQL inside the hub unless {@code spring.datasource.url} names a server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PostgresSettings.class)
@ConditionalOnProperty(name = "spring.datasource.url", havingValue = "embedded", matchIfMissing = true)
class EmbeddedPostgresConfiguration {
    @Bean
    PostgresServer postgresServer(HubLock lock, HubSettings hub, PostgresSettings settings) {
        return PostgresServer.start(hub.home(), hub.home().resolve("bin"), settings);
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
