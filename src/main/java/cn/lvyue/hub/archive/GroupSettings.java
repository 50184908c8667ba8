package cn.lvyue.hub.archive;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How small messages that come at the same time share one commit, and one round through the lane.
 *
 * @param body messages up to this size are small; at most {@code hub.archive.segment}
 * @param messages most messages that share one commit or one round
 * @param bytes most bytes that share one commit or one round, unless a single message has more
 * @param queue so many messages may wait for the commit in progress; beyond it a sender is told to come again
 * @param beside most commits in progress at the same time
 * @param besideAfter so long a commit lasts before the next begins beside it: longer than one on a fast disk takes. On a busy machine
 *     a writer lets others come first for at most so long
 * @param lockPatience so long a message waits for another transaction that keeps the same once-key
 */
@Validated
@ConfigurationProperties("hub.archive.group")
record GroupSettings(
        @NotNull @DefaultValue("64KB") DataSize body,
        @Min(1) @Max(10_000) @DefaultValue("500") int messages,
        @NotNull @DefaultValue("1MB") DataSize bytes,
        @Min(1) @DefaultValue("2000") int queue,
        @Min(1) @Max(16) @DefaultValue("4") int beside,
        @NotNull @DefaultValue("3ms") Duration besideAfter,
        @NotNull @DefaultValue("2s") Duration lockPatience) {}
