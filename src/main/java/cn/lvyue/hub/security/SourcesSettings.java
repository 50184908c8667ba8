package cn.lvyue.hub.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What single sources have of their own.
 *
 * @param sources by feed id; what one does not say is taken from {@code hub.sources.default}
 */
@ConfigurationProperties("hub")
record SourcesSettings(@DefaultValue Map<String, Own> sources) {
    /** The name that is no feed. */
    static final String DEFAULT = "default";

    SourcesSettings {
        sources = Map.copyOf(sources);
    }

    /**
     * As {@link SourceRule}, with nothing for what is as for everyone.
     *
     * @param allowFrom addresses and networks (CIDR)
     * @param maxBody the largest body
     * @param requestsPerMinute in the long run
     * @param burst at once
     * @param clockWindow either way
     * @param sameBodyOnce the same body of a day is one message
     */
    record Own(
            @Nullable List<String> allowFrom,
            @Nullable DataSize maxBody,
            @Nullable Integer requestsPerMinute,
            @Nullable Integer burst,
            @Nullable Duration clockWindow,
            @Nullable Boolean sameBodyOnce) {

        SourceRule over(SourceRule base) {
            return new SourceRule(
                    or(allowFrom, base.allowFrom()),
                    or(maxBody, base.maxBody()),
                    or(requestsPerMinute, base.requestsPerMinute()),
                    or(burst, base.burst()),
                    or(clockWindow, base.clockWindow()),
                    or(sameBodyOnce, base.sameBodyOnce()));
        }

        private static <T> T or(@Nullable T own, T base) {
            return Optional.ofNullable(own).orElse(base);
        }
    }
}
