package cn.lvyue.hub.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What holds for the signed requests of a source; as settings, what holds for those that say nothing else.
 *
 * @param allowFrom addresses and networks (CIDR) requests may come from; none for everywhere
 * @param maxBody the largest body of a post; {@code hub.archive.message-limit} holds as well
 * @param requestsPerMinute requests a minute on each node, in the long run
 * @param burst requests at once on each node
 * @param clockWindow how far the time of a request may be from ours, either way
 * @param sameBodyOnce whether the same body on the same day (Asia/Shanghai) is the same message, when there is no idempotency key
 */
@Validated
@ConfigurationProperties("hub.sources.default")
public record SourceRule(
        @DefaultValue List<String> allowFrom,
        @NotNull @DefaultValue("2GB") DataSize maxBody,
        @DefaultValue("6000") @Min(1) @Max(10_000_000) int requestsPerMinute,
        @DefaultValue("1000") @Min(1) @Max(10_000_000) int burst,
        @NotNull @DefaultValue("5m") Duration clockWindow,
        @DefaultValue("true") boolean sameBodyOnce) {

    public SourceRule {
        allowFrom = List.copyOf(allowFrom);
        allowFrom.forEach(IpAddressMatcher::new); // refuses what is no address
        if (clockWindow.isNegative() || clockWindow.isZero()) {
            throw new IllegalArgumentException("clock-window 必须大于零 / clock-window must be more than nothing");
        }
    }

    boolean allows(String address) {
        return allowFrom.isEmpty()
                || allowFrom.stream().anyMatch(allowed -> new IpAddressMatcher(allowed).matches(address));
    }
}
