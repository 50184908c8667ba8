package cn.lvyue.hub.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people log in at the pages (GB/T 22239-2019, 8.1.4.1: complexity, regular change, limits on failed logins, end of idle
 * sessions). How long an idle session lives is {@code server.servlet.session.timeout}.
 *
 * @param adminPassword presets the first administrator's password, which is then not to be changed at once; blank for a drawn one
 * @param shortest characters a password has at least
 * @param life after so long a password has to be changed
 * @param failures so many wrong passwords in a row lock an account
 * @param lock for so long
 * @param session no session lasts longer, however busy
 * @param sessions so many sessions one person has at once; a further login ends the oldest
 * @param drawn a password that an administrator drew has to be changed within this time
 * @param totp who needs a second factor; if absent, {@code optional} in the trial and {@code administrators} elsewhere
 */
@Validated
@ConfigurationProperties("hub.login")
record LoginSettings(
        @Nullable String adminPassword,
        @Min(8) @Max(64) @DefaultValue("10") int shortest,
        @DefaultValue("90d") Duration life,
        @Min(3) @Max(10) @DefaultValue("5") int failures,
        @DefaultValue("15m") Duration lock,
        @DefaultValue("8h") Duration session,
        @Min(1) @Max(20) @DefaultValue("3") int sessions,
        @DefaultValue("72h") Duration drawn,
        @Nullable Totp totp) {

    /** Who needs a second factor besides the password. */
    enum Totp {
        /** Nobody, and nobody can have one. */
        OFF,
        /** Who has one. */
        OPTIONAL,
        /** System, security and audit administrators, the first administrator, and who has one. */
        ADMINISTRATORS,
        /** Everybody. */
        REQUIRED
    }

    LoginSettings {
        adminPassword = adminPassword == null || adminPassword.isBlank() ? null : adminPassword;
    }

    Totp totp(boolean trial) {
        return totp != null ? totp : trial ? Totp.OPTIONAL : Totp.ADMINISTRATORS;
    }

    @Override
    public String toString() {
        return "LoginSettings[adminPassword=" + (adminPassword == null ? "none" : "set") + "]";
    }
}
