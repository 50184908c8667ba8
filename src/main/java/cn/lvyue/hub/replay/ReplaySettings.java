package cn.lvyue.hub.replay;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How replays are run.
 *
 * @param lease how long a node may be silent before another goes on with its replay; longer than one chunk takes
 * @param messages small messages that are done in one go
 * @param small a message up to this size is small
 * @param bytes of small messages that are done in one go
 * @param rate records a second where a replay names no other; 0 for as fast as it goes
 * @param maxFailureRate share of records that may end worse than planned before a replay stops, where it names no other
 * @param failureSample so many records are done before the share is looked at
 * @param approveAbove corrections of more records than this need a second person
 */
@Validated
@ConfigurationProperties("hub.replay")
record ReplaySettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("500") @Min(1) @Max(2000) int messages,
        @DefaultValue("64KB") DataSize small,
        @DefaultValue("4MB") DataSize bytes,
        @DefaultValue("0") @Min(0) int rate,
        @DefaultValue("0.05") @DecimalMin("0.0") @DecimalMax("1.0") double maxFailureRate,
        @DefaultValue("20") @Min(1) int failureSample,
        @DefaultValue("10") @Min(0) int approveAbove) {}
