package cn.lvyue.hub.api.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import org.springframework.beans.BeansException;

/** Finds, in what the Spring context threw, the sentence that was written for people. */
final class Faults {
    private Faults() {}

    /** The message of the first cause that is not Spring's own wrapping; with its type where it has no message. */
    static String text(Throwable failure) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        var own = new ArrayList<Throwable>();
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            if (!(each instanceof BeansException)) {
                own.add(each);
            }
        }
        var told = own.stream().filter(each -> each.getMessage() != null).findFirst();
        return told.map(each -> String.valueOf(each.getMessage()))
                .orElseGet(() -> failure.getClass().getSimpleName());
    }
}
