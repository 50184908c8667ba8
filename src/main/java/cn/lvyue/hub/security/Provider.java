package cn.lvyue.hub.security;

import java.util.Collection;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** The bureau's identity provider, asked for its addresses when somebody logs in for the first time: the hub starts without it. */
final class Provider implements ClientRegistrationRepository {
    static final String ID = "bureau";

    private final ProviderSettings settings;
    private volatile @Nullable ClientRegistration known;

    Provider(ProviderSettings settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID) || settings.issuer() == null) {
            return null;
        }
        var found = known;
        if (found == null) {
            found = registration(settings.issuer());
            known = found;
        }
        return found;
    }

    private ClientRegistration registration(String issuer) {
        Collection<String> scopes = new HashSet<>(settings.scopes());
        scopes.add("openid");
        var secret = settings.clientSecret();
        return ClientRegistrations.fromIssuerLocation(issuer)
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(secret == null ? "" : secret)
                .clientAuthenticationMethod(
                        secret == null
                                ? ClientAuthenticationMethod.NONE
                                : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .scope(scopes)
                .userNameAttributeName(settings.claim())
                .clientSettings(ClientRegistration.ClientSettings.builder()
                        .requireProofKey(true)
                        .build())
                .build();
    }
}
