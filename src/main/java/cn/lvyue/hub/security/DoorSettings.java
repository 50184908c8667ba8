package cn.lvyue.hub.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The door for signed requests, for all sources alike.
 *
 * @param nonceKeep how long nonces are kept; at least twice the longest {@code clock-window}, and the longest upload more
 * @param refusalsPerMinute so many refused signatures a minute are looked at from one address (for a key that is known: per key
 *     and address), on each node; further requests are refused unread
 * @param keyLife how long a new key is valid if nothing else is asked for
 * @param warnBefore so long before a key without a successor expires alarm T165 is raised
 * @param overlap how long the old key stays valid after a rotation if nothing else is asked for
 */
@Validated
@ConfigurationProperties("hub.door")
record DoorSettings(
        @DefaultValue("24h") Duration nonceKeep,
        @DefaultValue("60") @Min(1) @Max(1_000_000) int refusalsPerMinute,
        @DefaultValue("365d") Duration keyLife,
        @DefaultValue("30d") Duration warnBefore,
        @DefaultValue("7d") Duration overlap) {}
