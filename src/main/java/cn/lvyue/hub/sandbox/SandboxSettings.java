package cn.lvyue.hub.sandbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The stand-in platforms.
 *
 * @param port on loopback; 0 for any free one
 * @param stageDelay from one receipt to the next
 * @param threads answering at the same time
 * @param sourceRecordNo the field that names a record in receipts
 * @param dataState the field that says new, change or remove (0, 1, 2)
 * @param confirmed by which values of which fields, {@code FIELD=value|value}, the national platform tells a confirmed breach;
 *     all must hold
 * @param identification the only fields a removal may carry
 */
@Validated
@ConfigurationProperties("hub.sandbox")
record SandboxSettings(
        @DefaultValue("0") @Min(0) @Max(65535) int port,
        @DefaultValue("200ms") Duration stageDelay,
        @DefaultValue("8") @Min(1) @Max(64) int threads,
        @NotBlank String sourceRecordNo,
        @NotBlank String dataState,
        @NotEmpty List<String> confirmed,
        @NotEmpty Set<String> identification) {}
