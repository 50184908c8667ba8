package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a deed is done.
 *
 * @param targets at which platforms
 * @param on at which calls
 * @param firstCall counted among the calls of these kinds and packages, from 1
 * @param lastCall the same, included
 * @param chance from 0 to 1
 * @param packages whose ids; null for any
 * @param from since the scenario was set
 * @param until since the scenario was set; null for always
 * @param times how often at most
 */
record Rule(
        Deed deed,
        Set<Target> targets,
        Set<Occasion> on,
        int firstCall,
        int lastCall,
        double chance,
        @Nullable Pattern packages,
        Duration from,
        @Nullable Duration until,
        int times) {

    boolean isOpen(Duration since) {
        return since.compareTo(from) >= 0 && (until == null || since.compareTo(until) < 0);
    }

    boolean isAbout(Target target, Occasion occasion, String packageId) {
        return targets.contains(target)
                && on.contains(occasion)
                && (packages == null || packages.matcher(packageId).matches());
    }

    boolean isTurnOf(int call) {
        return call >= firstCall && call <= lastCall;
    }
}
