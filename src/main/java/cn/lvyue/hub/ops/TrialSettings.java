package cn.lvyue.hub.ops;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the trial plays, and how long it waits for it. Whether it plays at all says {@code hub.trial.play-samples}.
 *
 * @param samples folder of the samples, {@code <feed>/<case>/input.*}
 */
@Validated
@ConfigurationProperties("hub")
record TrialSettings(
        @NotNull @DefaultValue("samples") Path samples,
        @NotNull @DefaultValue Trial trial) {
    /** @param patience how long the trial waits for one feed to be processed, and for the receipts of the platforms */
    record Trial(@NotNull @DefaultValue("3m") Duration patience) {}
}
