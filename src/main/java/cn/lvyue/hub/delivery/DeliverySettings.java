package cn.lvyue.hub.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How batches are made and pushed.
 *
 * @param pack the standard pack deliveries are written in
 * @param packageRecords records in one package at most
 * @param sender the sending node's name in the envelope
 * @param resource the information resource's code in the envelope (信息资源代码)
 * @param node this node's name, its own among all nodes of one database; without one the host's
 * @param lease how long a node may be at work on one package before another takes it up; longer than two answers may take
 * @param answerLimit an answer longer than this many bytes is not read
 */
@Validated
@ConfigurationProperties("hub.delivery")
record DeliverySettings(
        @DefaultValue("complaint-2023") @NotBlank String pack,
        @DefaultValue("1000") @Min(1) @Max(10_000) int packageRecords,
        @DefaultValue("lvyue-hub") @NotBlank String sender,
        @DefaultValue("gov-breach-complaint") @NotBlank String resource,
        @Nullable String node,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("16777216") @Positive int answerLimit,
        @DefaultValue @Valid Http http,
        @DefaultValue @Valid Retry retry,
        @DefaultValue @Valid Receipts receipts) {

    /**
     * @param connect to reach a platform
     * @param answer from sending to the end of the answer
     */
    record Http(
            @DefaultValue("5s") Duration connect,
            @DefaultValue("60s") Duration answer) {}

    /**
     * @param first delay before the second attempt; each further one doubles it
     * @param longest delay
     * @param attempts after which a package is a failed exchange and waits for a person
     * @param atOnce packages taken up in one sweep
     */
    record Retry(
            @DefaultValue("5s") Duration first,
            @DefaultValue("30m") Duration longest,
            @DefaultValue("12") @Min(1) int attempts,
            @DefaultValue("20") @Min(1) @Max(1000) int atOnce) {}

    /**
     * @param first delay before receipts are asked for; each further one doubles it
     * @param longest delay
     * @param giveUp how long after sending the final receipt is waited for
     */
    record Receipts(
            @DefaultValue("1s") Duration first,
            @DefaultValue("10m") Duration longest,
            @DefaultValue("72h") Duration giveUp) {}
}
