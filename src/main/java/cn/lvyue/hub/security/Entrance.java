package cn.lvyue.hub.security;

import cn.lvyue.hub.record.LocalSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.stereotype.Component;

/** Tells whose a token is and what it opens. */
@Component
class Entrance implements AuthenticationManager {
    /** What the preset token has where it may do everything: in the trial. */
    static final String EVERYTHING = "ROLE_ADMIN";

    private final BearerTokens tokens;
    private final DutiesSettings settings;
    private final boolean trial;

    Entrance(BearerTokens tokens, DutiesSettings settings, ObjectProvider<LocalSecrets> local) {
        this.tokens = tokens;
        this.settings = settings;
        this.trial = local.getIfAvailable() != null;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        var known = presented.getCredentials() instanceof String token
                ? tokens.find(token)
                : Optional.<BearerTokens.Known>empty();
        return known.map(this::of).orElseThrow(() -> new BadCredentialsException("unknown token"));
    }

    private Authentication of(BearerTokens.Known known) {
        return new PreAuthenticatedAuthenticationToken(known.person(), "", authorities(known.person(), known.preset()));
    }

    /** @param preset whether it is the one of the environment, the settings or the first start, who has no roles */
    List<GrantedAuthority> authorities(Person person, boolean preset) {
        return preset ? ofPreset() : authorities(person);
    }

    private List<GrantedAuthority> ofPreset() {
        boolean everything =
                settings.presetTokens(trial, tokens.administratorsNamed()) == DutiesSettings.Preset.EVERYTHING;
        return List.of(new SimpleGrantedAuthority(everything ? EVERYTHING : Right.ADMINISTRATORS_FIRST.id()));
    }

    private static List<GrantedAuthority> authorities(Person person) {
        var all = new ArrayList<GrantedAuthority>();
        person.rights().forEach(right -> all.add(new SimpleGrantedAuthority(right.id())));
        person.roles().forEach(role -> all.add(new SimpleGrantedAuthority("ROLE_" + role.name())));
        return all;
    }
}
