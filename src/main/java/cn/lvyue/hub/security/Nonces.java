package cn.lvyue.hub.security;

import java.time.Clock;
import org.springframework.stereotype.Component;

/** Forgets nonces that no request can bring again. Called by route {@code forget-nonces}. */
@Component("nonces")
class Nonces {
    private final NonceStore store;
    private final DoorSettings settings;
    private final Clock clock;

    Nonces(NonceStore store, DoorSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return how many were forgotten */
    int purge() {
        return store.forgetUsedBefore(clock.instant().minus(settings.nonceKeep()));
    }
}
