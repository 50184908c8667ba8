package cn.lvyue.hub.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Period;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * For how long what is kept, and how it is destroyed.
 *
 * @param keep by kind: a period ({@code P3Y}, {@code 3y}) or {@code never}; never below the least of the kind
 * @param feeds by feed, then by kind; for kinds that are kept by feed
 * @param batch things that go in one transaction
 * @param batchesAtOnce transactions before the next look; with the route's period the pace
 * @param grace how long after it came of age something may still be there before an alarm is raised
 * @param stuckAfter a destruction that was started and makes no progress for so long raises an alarm
 */
@Validated
@ConfigurationProperties("hub.retention")
record RetentionSettings(
        @DefaultValue Map<String, String> keep,
        @DefaultValue Map<String, Map<String, String>> feeds,
        @DefaultValue("200") @Min(1) @Max(1_000) int batch,
        @DefaultValue("5") @Min(1) @Max(1_000) int batchesAtOnce,
        @NotNull @DefaultValue("P30D") Period grace,
        @NotNull @DefaultValue("1h") Duration stuckAfter) {

    RetentionSettings {
        keep = Map.copyOf(keep);
        feeds = Map.copyOf(feeds);
    }
}
