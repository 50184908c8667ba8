package cn.lvyue.hub.delivery;

import java.util.UUID;

/** Takes up failed exchanges again. */
public interface Redelivery {
    /**
     * Tries a failed or refused package again under its old identity; the platform is asked first whether it has it.
     *
     * @return false if there is no such package
     */
    boolean retry(UUID packageId);
}
