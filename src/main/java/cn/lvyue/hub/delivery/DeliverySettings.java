package cn.lvyue.hub.delivery;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How batches are made and pushed.
 *
 * @param pack the standard pack deliveries are written in
 * @param packageRecords records in one package at most
 * @param packageBytes bytes of one package's records at most, as the ledger keeps them; one larger record goes alone
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
        @DefaultValue("8MB") DataSize packageBytes,
        @DefaultValue("lvyue-hub") @NotBlank String sender,
        @DefaultValue("gov-breach-complaint") @NotBlank String resource,
        @Nullable String node,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("16777216") @Positive int answerLimit,
        @DefaultValue @Valid Http http,
        @DefaultValue @Valid Retry retry,
        @DefaultValue @Valid Receipts receipts,
        @DefaultValue @Valid BreakerSettings breaker,
        @DefaultValue @Valid Poison poison,
        @DefaultValue @Valid Nation nation) {

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
     * @param inFlight packages of one target under way at the same time: while one is sent, others are composed and archived
     */
    record Retry(
            @DefaultValue("5s") Duration first,
            @DefaultValue("30m") Duration longest,
            @DefaultValue("12") @Min(1) int attempts,
            @DefaultValue("20") @Min(1) @Max(1000) int atOnce,
            @DefaultValue("4") @Min(1) @Max(64) int inFlight) {}

    /**
     * @param first delay before receipts are asked for; each further one doubles it
     * @param longest delay
     * @param giveUp how long after sending the final receipt is waited for
     */
    record Receipts(
            @DefaultValue("1s") Duration first,
            @DefaultValue("10m") Duration longest,
            @DefaultValue("72h") Duration giveUp) {}

    /**
     * @param failures calls in a row without a word after which a platform is left alone
     * @param first pause before one call may try again; each failed try doubles it
     * @param longest pause
     */
    record BreakerSettings(
            @DefaultValue("5") @Min(1) int failures,
            @DefaultValue("10s") Duration first,
            @DefaultValue("5m") Duration longest) {}

    /**
     * How the one bad record in a package is found.
     *
     * @param faults answers of the kind 5xx in a row to one package, while others are accepted, after which it is split
     * @param alone for how long a record that stands alone has to meet them before it is refused: it keeps nobody waiting but its own
     *     later revisions
     * @param whole refusals with these codes are of the package and not of a record in it: it is not split
     * @param pieces refused pieces of one package, none of them accepted, after which it is not split any more
     */
    record Poison(
            @DefaultValue("4") @Min(1) int faults,
            @DefaultValue("10m") Duration alone,

            @DefaultValue({"F101", "F105", "F106", "F110", "F111", "S101", "S102", "S105", "T105"})
            Set<String> whole,

            @DefaultValue("16") @Min(2) int pieces) {}

    /** @param alarm a confirmed record not accepted by the national platform for so long raises alarm T184 */
    record Nation(@DefaultValue("30m") Duration alarm) {}
}
