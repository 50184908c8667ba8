package cn.lvyue.hub.security;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Looks at personal data.
 *
 * @param grant how long a look may be repeated without saying why again
 * @param purposeRequired whether purpose and reference must be said; by default wherever the database is not the embedded one of
 *     the trial
 */
@Validated
@ConfigurationProperties("hub.personal")
record PersonalSettings(
        @NotNull @DefaultValue("15m") Duration grant,
        @Nullable Boolean purposeRequired) {
    PersonalSettings {
        if (grant.isNegative() || grant.isZero() || grant.compareTo(Duration.ofHours(8)) > 0) {
            throw new IllegalArgumentException(
                    "hub.personal.grant 应大于零且不超过 8 小时 / hub.personal.grant has to be more than nothing and 8 hours at most");
        }
    }
}
