package cn.lvyue.hub.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may come in.
 *
 * @param adminToken the bearer token to use instead of a generated one; blank for none. Only its digest is stored
 * @param secretsKey encrypts the secrets of sources in the database, at least 32 characters that nobody can guess
 *     ({@code openssl rand -base64 32}), the same on every node; blank for none: in the trial a file takes its place, elsewhere
 *     there are no source keys
 */
@ConfigurationProperties("hub")
record SecuritySettings(
        @Nullable String adminToken, @Nullable String secretsKey) {
    private static final int SHORTEST = 32;

    SecuritySettings {
        adminToken = blankIsNone(adminToken);
        secretsKey = blankIsNone(secretsKey);
        if (secretsKey != null && secretsKey.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "hub.secrets-key 至少 %d 个字符，可用 openssl rand -base64 32 生成 / hub.secrets-key needs at least %d characters;"
                                    .formatted(SHORTEST, SHORTEST)
                            + " openssl rand -base64 32 draws one");
        }
    }

    private static @Nullable String blankIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "SecuritySettings[adminToken=" + (adminToken == null ? "none" : "set") + ", secretsKey="
                + (secretsKey == null ? "none" : "set") + "]";
    }
}
