package cn.lvyue.hub.proof;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the log is kept.
 *
 * @param hash of a log that begins; by default SM3, or SHA-256 in the international profile. A log that has begun keeps its own
 * @param keys ids of the keys days are signed with (hub.keys): the newest valid one signs. In the trial, one drawn by the hub where
 *     none is given
 * @param batch leaves of one kind taken down in one transaction
 * @param records source records committed to in one transaction
 * @param share of its time the notary works while messages wait to be processed, so that intake goes before
 * @param patience how long after midnight a day stays open for what is not taken down yet
 * @param behind from what age of the oldest thing that is not taken down an alarm is raised
 * @param grace how long a gap in the ids is looked at again
 */
@Validated
@ConfigurationProperties("hub.proof")
record ProofSettings(
        @Nullable HashAlgorithm hash,
        @DefaultValue List<String> keys,
        @DefaultValue("2000") @Min(1) @Max(100_000) int batch,
        @DefaultValue("4000") @Min(1) @Max(100_000) int records,

        @DefaultValue("0.05") @DecimalMin("0.01") @DecimalMax("1")
        double share,

        @DefaultValue("1h") Duration patience,
        @DefaultValue("1h") Duration behind,
        @DefaultValue("10m") Duration grace,
        @DefaultValue @Valid Stamps timestamp) {

    /**
     * A time-stamp authority (RFC 3161).
     *
     * @param url none: days are not stamped
     * @param certificate PEM or DER of the authority's certificate, or of one it was issued by; none: any is taken
     * @param policy object identifier asked for
     * @param timeout of one call
     * @param retry pause after a call that failed
     * @param warn after how long without a stamp people are told, and {@code critical} how long until that is urgent
     */
    record Stamps(
            @Nullable URI url,
            @Nullable Path certificate,
            @Nullable String policy,
            @DefaultValue("20s") Duration timeout,
            @DefaultValue("5m") Duration retry,
            @DefaultValue("1h") Duration warn,
            @DefaultValue("24h") Duration critical) {}
}
