package cn.lvyue.hub.security;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** In which ways people may log in besides name and password, for the page where they do. */
@Component
public class LoginWays {
    private final @Nullable String label;

    LoginWays(
            @Value("${hub.login.oidc.issuer:}") String issuer,
            @Value("${hub.login.oidc.label:统一身份认证 / the bureau's identity provider}") String label) {
        this.label = issuer.isBlank() ? null : label;
    }

    /** What the bureau's identity provider is called; none if there is none. */
    public @Nullable String provider() {
        return label;
    }

    /** Where logging in by it begins. */
    public String providerAddress() {
        return "/oauth2/authorization/" + Provider.ID;
    }
}
