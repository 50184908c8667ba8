package cn.lvyue.hub.security;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How duties are kept apart.
 *
 * @param presetTokens what {@code HUB_ADMIN_TOKEN} and {@code hub.tokens} open; if absent, everything in the trial, and elsewhere until
 *     administrators of all three kinds have been named; from then on only the naming
 * @param tokenLife how long a person's token is valid if nothing else is asked for
 * @param longestTokenLife no token is valid for longer
 * @param refusalsPerMinute so many refused calls a minute are written to the audit one by one, on each node; the others are counted
 * @param unknownAfter a call that was begun, and whose node was not seen for so long, is told in the audit with the result unknown;
 *     several times {@code hub.duties.open-period}
 */
@Validated
@ConfigurationProperties("hub.duties")
record DutiesSettings(
        @Nullable Preset presetTokens,
        @DefaultValue("90d") Duration tokenLife,
        @DefaultValue("366d") Duration longestTokenLife,
        @DefaultValue("120") int refusalsPerMinute,
        @DefaultValue("5m") Duration unknownAfter) {

    /** What a preset token opens. */
    enum Preset {
        EVERYTHING,
        FIRST_ADMINISTRATORS
    }

    DutiesSettings {
        if (tokenLife.isNegative() || tokenLife.isZero() || tokenLife.compareTo(longestTokenLife) > 0) {
            throw new IllegalArgumentException("hub.duties.token-life 须大于零且不超过 longest-token-life"
                    + " / must be more than nothing and at most longest-token-life");
        }
    }

    /** @param named whether administrators of all three kinds have ever been named */
    Preset presetTokens(boolean trial, boolean named) {
        if (presetTokens != null) {
            return presetTokens;
        }
        return trial || !named ? Preset.EVERYTHING : Preset.FIRST_ADMINISTRATORS;
    }
}
