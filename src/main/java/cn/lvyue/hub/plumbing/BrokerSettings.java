package cn.lvyue.hub.plumbing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The message broker: an outside Artemis, or the embedded one when no url is given.
 *
 * @param url of an outside broker, as its client takes it: {@code tcp://host:61616}
 * @param user at the outside broker
 * @param password at the outside broker
 * @param amqpPort the embedded broker also listens on this port of 127.0.0.1, for AMQP and Artemis clients; 0 for not at all
 * @param maxAttempts the embedded broker moves a message to {@code hub.dead} after so many
 * @param redeliveryDelay before the second attempt; three times longer before each further one
 * @param maxRedeliveryDelay longest pause between attempts
 */
@Validated
@ConfigurationProperties("hub.broker")
record BrokerSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @DefaultValue("0") @Min(0) @Max(65535) int amqpPort,
        @DefaultValue("8") @Min(1) int maxAttempts,
        @DefaultValue("1s") Duration redeliveryDelay,
        @DefaultValue("5m") Duration maxRedeliveryDelay) {
    @Override
    public String toString() {
        return "BrokerSettings[url=" + url + ", amqpPort=" + amqpPort + "]";
    }
}
