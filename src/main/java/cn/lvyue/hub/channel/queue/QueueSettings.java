package cn.lvyue.hub.channel.queue;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken from queues.
 *
 * @param maxBody the largest message; one is in memory at a time per queue. A larger one becomes a failed exchange
 * @param replyWithin how long an answer is owed to a sender that named a reply queue; then it is dropped
 * @param replyLease how long another node waits before it sends an answer that this one took
 */
@Validated
@ConfigurationProperties("hub.queues")
record QueueSettings(
        @NotNull @DefaultValue("32MB") DataSize maxBody,
        @NotNull @DefaultValue("7d") Duration replyWithin,
        @NotNull @DefaultValue("30s") Duration replyLease) {}
