package cn.lvyue.hub.security;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What a call needs and how it is audited.
 *
 * @param rights one of these is enough
 * @param action as the audit names it, {@code replay.start}: its first part is what kind of thing it is done to
 */
record CallRule(HttpMethod method, PathPattern path, Set<Right> rights, String action, Noting noting) {

    /** Whether a call that was served is written to the audit. One that was refused always is. */
    enum Noting {
        /** It changes nothing. */
        NOT,
        /** It changes something, or gives out what has to be accounted for. */
        ALWAYS,
        /** What it changes is noted with the change, in one transaction. */
        WITH_THE_CHANGE,
        /** Of people. What a system sends is archived with what is known of it, which tells more and costs less. */
        OF_PERSONS
    }

    List<String> rightIds() {
        return rights.stream().map(Right::id).sorted().toList();
    }
}
