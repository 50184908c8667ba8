package cn.lvyue.hub.security;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The identity provider of a bureau by which people may log in (OpenID Connect, code flow with PKCE). Off unless there is an issuer.
 *
 * @param issuer its address as it stands in its tokens; what else has to be known is read from there when somebody logs in
 * @param clientId the hub's name with it
 * @param clientSecret the hub's secret with it; blank for a public client
 * @param claim of the identity token: the name of the person, as the hub knows it
 * @param scopes asked for besides {@code openid}
 * @param label of the button, for people
 * @param rolesClaim a list in the identity token; absent, as it should be, roles are the hub's alone
 * @param roles which role in the hub each of the provider's gives besides those the hub gave; none of an administrator or a clerk
 */
@ConfigurationProperties("hub.login.oidc")
record ProviderSettings(
        @Nullable String issuer,
        @DefaultValue("lvyue-hub") String clientId,
        @Nullable String clientSecret,
        @DefaultValue("preferred_username") String claim,
        @DefaultValue("profile") List<String> scopes,

        @DefaultValue("统一身份认证 / the bureau's identity provider")
        String label,

        @Nullable String rolesClaim,
        @DefaultValue Map<String, String> roles) {

    ProviderSettings {
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
        issuer = issuer == null || issuer.isBlank() ? null : issuer.strip();
        clientSecret = clientSecret == null || clientSecret.isBlank() ? null : clientSecret.strip();
        roles.forEach((theirs, ours) -> {
            var role = Role.named(ours).orElse(null);
            if (role == null || role.isOfFeeds() || Role.ADMINISTRATORS.contains(role)) {
                throw new IllegalArgumentException(
                        "hub.login.oidc.roles.%s: %s 不是可由身份提供方授予的角色 / is no role that an identity provider may give"
                                .formatted(theirs, ours));
            }
        });
    }

    @Override
    public String toString() {
        return "ProviderSettings[" + issuer + ", " + clientId + "]";
    }
}
