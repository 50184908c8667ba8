package cn.lvyue.hub.record;

import java.util.Optional;

/** Offers addresses of platforms that are not configured, such as those of the sandbox. */
@FunctionalInterface
public interface TargetAddresses {
    /** Empty when there is no stand-in for this platform. */
    Optional<TargetAddress> of(Target target);
}
