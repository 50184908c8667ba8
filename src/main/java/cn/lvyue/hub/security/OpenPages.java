package cn.lvyue.hub.security;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Tells what a person may open, so that a menu shows nothing else. The door decides all the same. */
@Component
public class OpenPages {
    private static final String READ = "GET";

    private final CallRules rules;

    OpenPages(CallRules rules) {
        this.rules = rules;
    }

    /** Whether somebody may see the page at a path. */
    public boolean mayOpen(@Nullable Principal who, String path) {
        return who instanceof Authentication known
                && rules.of(READ, path)
                        .filter(rule -> rule.rights().stream().anyMatch(right -> right.isHeldBy(known)))
                        .isPresent();
    }
}
