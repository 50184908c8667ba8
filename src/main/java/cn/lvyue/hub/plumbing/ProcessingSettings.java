package cn.lvyue.hub.plumbing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How messages are worked on.
 *
 * @param chunksAhead so many chunks at most are read and prepared before they are written; each holds up to {@code hub.intake.chunk} records
 * @param nudgePause a lane is told at most this often that messages wait; the first of some is told at once
 */
@Validated
@ConfigurationProperties("hub.processing")
record ProcessingSettings(
        @DefaultValue("2") @Min(1) @Max(100) int chunksAhead,
        @DefaultValue("20ms") Duration nudgePause) {}
