package cn.lvyue.hub.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Somebody known here, whom an identity provider vouches for. */
final class ProvidedPerson extends DefaultOidcUser {
    private static final long serialVersionUID = 1L;

    private final transient Person person;

    ProvidedPerson(Person person, OidcIdToken token, String claim) {
        super(List.of(), token, claim);
        this.person = person;
    }

    Person person() {
        return person;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProvidedPerson provided && provided.getIdToken().equals(getIdToken());
    }

    @Override
    public int hashCode() {
        return getIdToken().hashCode();
    }
}
