package cn.lvyue.hub.signing;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What wraps the data keys, and how long one is used.
 *
 * @param masterKey at least 32 characters that nobody can guess ({@code openssl rand -base64 32}), from the environment and the
 *     same on every node; blank for none: then {@code masterKeyId}, or a file
 * @param masterKeyId instead: an SM4 key of {@code hub.keys}, which a hardware module may hold
 * @param secrets the folder of the file in which a master key is drawn that nobody set; blank for none: then the hub does not
 *     start without one
 * @param previousMasterKey while the master key is changed, the one before: what it wraps is wrapped anew at start
 * @param dataKeyAge a data key older than this is followed by a new one
 */
@ConfigurationProperties("hub.vault")
record VaultSettings(
        @Nullable String masterKey,
        @Nullable String masterKeyId,
        @Nullable Path secrets,
        @Nullable String previousMasterKey,
        @DefaultValue("365d") Duration dataKeyAge) {
    private static final int SHORTEST = 32;

    VaultSettings {
        masterKey = blankIsNone(masterKey);
        masterKeyId = blankIsNone(masterKeyId);
        previousMasterKey = blankIsNone(previousMasterKey);
        secrets = secrets == null || secrets.toString().isBlank() ? null : secrets;
        if (masterKey != null && masterKey.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "hub.vault.master-key 至少 %d 个字符，可用 openssl rand -base64 32 生成 / hub.vault.master-key needs at least %d characters;"
                                    .formatted(SHORTEST, SHORTEST)
                            + " openssl rand -base64 32 draws one");
        }
        if (masterKey != null && masterKeyId != null) {
            throw new IllegalArgumentException("hub.vault: master-key 与 master-key-id 二者取一 / give either, not both");
        }
    }

    private static @Nullable String blankIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "VaultSettings[masterKey=" + (masterKey == null ? "none" : "set") + ", masterKeyId=" + masterKeyId
                + ", dataKeyAge=" + dataKeyAge + "]";
    }
}
