package cn.lvyue.hub.security;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may come in.
 *
 * @param adminToken the bearer token to use instead of a generated one; blank for none. Only its digest is stored
 */
@ConfigurationProperties("hub")
record SecuritySettings(@Nullable String adminToken) {
    SecuritySettings {
        adminToken = adminToken == null || adminToken.isBlank() ? null : adminToken.strip();
    }

    @Override
    public String toString() {
        return "SecuritySettings[adminToken=" + (adminToken == null ? "none" : "set") + "]";
    }
}
