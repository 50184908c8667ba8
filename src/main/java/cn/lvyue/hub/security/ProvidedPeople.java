package cn.lvyue.hub.security;

import cn.lvyue.hub.security.Audit.Deed;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Finds the person an identity token is about among those the hub knows; the provider makes nobody known. */
final class ProvidedPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {
    private final Logins logins;
    private final Audit audit;
    private final ProviderSettings settings;

    ProvidedPeople(Logins logins, Audit audit, ProviderSettings settings) {
        this.logins = logins;
        this.audit = audit;
        this.settings = settings;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var token = request.getIdToken();
        var name = token.getClaimAsString(settings.claim());
        var person = name == null || name.equals(Passwords.FIRST)
                ? null
                : logins.person(name).orElse(null);
        if (person == null) {
            throw refused("refused: nobody known by " + settings.claim());
        }
        return new ProvidedPerson(withRoles(person, token), token, settings.claim());
    }

    private Person withRoles(Person person, OidcIdToken token) {
        if (settings.rolesClaim() == null) {
            return person;
        }
        var roles = new HashSet<>(person.roles());
        roles.addAll(provided(token.getClaim(settings.rolesClaim())));
        if (roles.stream().anyMatch(one -> roles.stream().anyMatch(one::conflictsWith))) {
            throw refused("refused: roles of the provider conflict with those given here");
        }
        return new Person(person.name(), roles, person.feeds());
    }

    private Set<Role> provided(@Nullable Object claim) {
        Collection<?> theirs = claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
        return theirs.stream()
                .map(one -> settings.roles().get(String.valueOf(one)))
                .filter(ours -> ours != null)
                .flatMap(ours -> Role.named(ours).stream())
                .collect(Collectors.toSet());
    }

    /** The name a provider gives is not taken down: it may be anything. */
    private OAuth2AuthenticationException refused(String why) {
        audit.note(
                new Actor("nobody known", address()),
                Deed.of("login", "user nobody known").ended(why));
        return new OAuth2AuthenticationException("access_denied");
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr()
                : "";
    }
}
