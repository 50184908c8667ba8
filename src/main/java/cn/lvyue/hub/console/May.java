package cn.lvyue.hub.console;

import cn.lvyue.hub.security.Right;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** What the person before the page may do; the bean {@code may} of the templates. A page leaves out what the door would refuse. */
@Component("may")
class May {
    /** @param right the name of a {@link Right} */
    public boolean have(String right) {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && Right.valueOf(right).isHeldBy(who);
    }
}
