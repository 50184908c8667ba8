package cn.lvyue.hub.plumbing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The embedded PostgreSQL; without effect when {@code spring.datasource.url} names a server.
 *
 * @param port on 127.0.0.1; 0 takes a free one at every start
 * @param sharedBuffers PostgreSQL's own cache
 * @param maxConnections room for the hub's pool, its command line and an administrator
 * @param maxWalSize write-ahead log between two checkpoints, on disk
 * @param startTimeout longest wait until it is ready; after a crash it first replays its log
 * @param stopTimeout longest wait until it has ended
 */
@Validated
@ConfigurationProperties("hub.postgres")
record PostgresSettings(
        @DefaultValue("0") @Min(0) @Max(65535) int port,
        @DefaultValue("256MB") DataSize sharedBuffers,
        @DefaultValue("50") @Min(20) @Max(1000) int maxConnections,
        @DefaultValue("4GB") DataSize maxWalSize,
        @DefaultValue("10m") Duration startTimeout,
        @DefaultValue("60s") Duration stopTimeout) {}
