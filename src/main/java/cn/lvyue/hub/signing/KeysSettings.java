package cn.lvyue.hub.signing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The keys of the software module.
 *
 * @param keystore PKCS#12 file with SM2 or ECDSA keys and certificates
 * @param keystorePassword has no default; put it into the environment
 * @param ids keys by their id
 */
@Validated
@ConfigurationProperties("hub.keys")
record KeysSettings(
        @Nullable Path keystore,
        @Nullable String keystorePassword,
        @DefaultValue Map<String, @Valid Entry> ids) {

    private static final String HEX = "([0-9A-Fa-f]{2})*";

    /**
     * One key: by its alias in the keystore, or by value.
     *
     * @param alias in the keystore, of a key or of a certificate that only verifies
     * @param value the secret: SM2, ECDSA and SM4 as hex, HMAC as text; from the environment
     * @param publicKey SM2 and ECDSA: the point as hex (04…), where no secret is given
     * @param userId SM2 only: the signer's identity (GM/T 0009)
     * @param from when it begins to be used for signing; of a key in the keystore that of its certificate, unless given
     * @param until when it is no longer used, exclusive
     */
    record Entry(
            @NotNull KeyKind kind,
            @Nullable String alias,
            @Nullable String value,
            @Nullable @Pattern(regexp = HEX) String publicKey,
            @DefaultValue("1234567812345678") String userId,
            @Nullable Instant from,
            @Nullable Instant until) {

        @AssertTrue(message = "alias 与 value（或 public-key）二者取一 / give either alias or value (or public-key)")
        boolean isGivenOnce() {
            return (alias == null) != (value == null && publicKey == null);
        }

        @AssertTrue(message = "密钥库与 public-key 只用于 SM2 与 ECDSA / alias and public-key are for SM2 and ECDSA only")
        boolean isOfItsKind() {
            return kind == KeyKind.SM2 || kind == KeyKind.ECDSA || alias == null && publicKey == null;
        }

        @AssertTrue(message = "from 须早于 until / from must be before until")
        boolean isEverValid() {
            return from == null || until == null || from.isBefore(until);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Entry[" + kind + ", alias=" + alias + ", from=" + from + ", until=" + until + "]";
        }
    }

    @AssertTrue(
            message = "用 alias 的密钥需要 keystore 与 keystore-password / keys with an alias need keystore and"
                    + " keystore-password")
    boolean isKeystoreThere() {
        return ids.values().stream().allMatch(entry -> entry.alias() == null)
                || keystore != null && keystorePassword != null;
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "KeysSettings[keystore=" + keystore + ", ids=" + ids.keySet() + "]";
    }
}
