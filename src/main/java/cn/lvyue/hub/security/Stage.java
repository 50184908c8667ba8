package cn.lvyue.hub.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** What somebody who gave the right password has to do before anything else opens, in this order. */
enum Stage {
    CODE("stage.code", "/login/code"),
    PASSWORD("stage.password", "/password"),
    ENROL("stage.second-factor", "/second-factor");

    private final String authority;
    private final String page;

    Stage(String authority, String page) {
        this.authority = authority;
        this.page = page;
    }

    /** The only page that is open until it is done. */
    String page() {
        return page;
    }

    static List<GrantedAuthority> authorities(List<Stage> stages) {
        return stages.stream()
                .map(stage -> (GrantedAuthority) new SimpleGrantedAuthority(stage.authority))
                .toList();
    }

    static List<Stage> of(Authentication who) {
        return Arrays.stream(values())
                .filter(stage ->
                        who.getAuthorities().stream().anyMatch(one -> stage.authority.equals(one.getAuthority())))
                .toList();
    }

    /** What comes next; nothing for who is in. */
    static Optional<Stage> next(@Nullable Authentication who) {
        return who == null ? Optional.empty() : of(who).stream().findFirst();
    }

    /** Opens a page to who is in, and to who has just this to do. */
    static AuthorizationManager<RequestAuthorizationContext> inOr(@Nullable Stage stage) {
        return (who, context) -> {
            var known = who.get();
            return new AuthorizationDecision(known != null
                    && known.getPrincipal() instanceof Person
                    && next(known).map(next -> next == stage).orElse(true));
        };
    }

    /** Opens a page to who has just this to do. */
    AuthorizationManager<RequestAuthorizationContext> only() {
        return (who, context) -> new AuthorizationDecision(next(who.get()).equals(Optional.of(this)));
    }
}
