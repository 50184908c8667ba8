package cn.lvyue.hub.security;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in.
 *
 * @param adminToken the bearer token to use instead of a generated one; blank for none. Only its digest is stored
 * @param secretsKey encrypts the secrets of sources in the database, at least 32 characters that nobody can guess
 *     ({@code openssl rand -base64 32}), the same on every node; blank for none: in the trial a file takes its place, elsewhere
 *     there are no source keys
 * @param tokens bearer tokens of further people, by their names; what one of them asks for another may approve
 */
@ConfigurationProperties("hub")
record SecuritySettings(
        @Nullable String adminToken,
        @Nullable String secretsKey,
        @DefaultValue Map<String, String> tokens) {
    private static final int SHORTEST = 32;

    @ConstructorBinding
    SecuritySettings {
        tokens = Map.copyOf(tokens);
        adminToken = blankIsNone(adminToken);
        secretsKey = blankIsNone(secretsKey);
        if (secretsKey != null && secretsKey.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "hub.secrets-key 至少 %d 个字符，可用 openssl rand -base64 32 生成 / hub.secrets-key needs at least %d characters;"
                                    .formatted(SHORTEST, SHORTEST)
                            + " openssl rand -base64 32 draws one");
        }
    }

    SecuritySettings(@Nullable String adminToken, @Nullable String secretsKey) {
        this(adminToken, secretsKey, Map.of());
    }

    private static @Nullable String blankIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Override
    public String toString() {
        return "SecuritySettings[adminToken=" + (adminToken == null ? "none" : "set") + ", secretsKey="
                + (secretsKey == null ? "none" : "set") + ", tokens of " + tokens.keySet() + "]";
    }
}
