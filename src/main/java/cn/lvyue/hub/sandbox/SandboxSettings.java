package cn.lvyue.hub.sandbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The stand-in platforms.
 *
 * @param address they listen on; loopback unless hubs on other machines rehearse with them
 * @param port of the provincial one, the national one has the next; 0 for any free ones
 * @param keyId calls are signed with
 * @param secret of that key; without one it is drawn at every start
 * @param scenario file that says how they misbehave from the start
 * @param stageDelay from one receipt to the next
 * @param threads answering at the same time
 * @param callsKept how many calls the register remembers at least; twice as many at most
 * @param sourceRecordNo the field that names a record in receipts
 * @param dataState the field that says new, change or remove (0, 1, 2)
 * @param complaintNo the field with the record's own number
 * @param revision the field that counts a record's versions
 * @param confirmed by which values of which fields, {@code FIELD=value|value}, the national platform tells a confirmed breach;
 *     all must hold
 * @param identification the only fields a removal may carry
 */
@Validated
@ConfigurationProperties("hub.sandbox")
record SandboxSettings(
        @DefaultValue("127.0.0.1") @NotBlank String address,
        @DefaultValue("0") @Min(0) @Max(65534) int port,
        @DefaultValue("sandbox") @NotBlank String keyId,
        @Nullable @Size(min = 16) String secret,
        @Nullable Path scenario,
        @DefaultValue("200ms") Duration stageDelay,
        @DefaultValue("8") @Min(1) @Max(64) int threads,
        @DefaultValue("100000") @Min(1) int callsKept,
        @NotBlank String sourceRecordNo,
        @NotBlank String dataState,
        @NotBlank String complaintNo,
        @NotBlank String revision,
        @NotEmpty List<String> confirmed,
        @NotEmpty Set<String> identification) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "SandboxSettings[address=" + address + ", port=" + port + ", keyId=" + keyId + "]";
    }
}
