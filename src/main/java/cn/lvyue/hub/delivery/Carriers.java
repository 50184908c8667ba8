package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The way to each platform, as configured. */
@Component
class Carriers {
    private final Addresses addresses;
    private final PlatformClient client;

    Carriers(Addresses addresses, PlatformClient client) {
        this.addresses = addresses;
        this.client = client;
    }

    /** Empty where no address is configured. */
    Optional<Carrier> of(Target target) {
        return addresses.of(target).map(address -> new HubJsonCarrier(client, address));
    }
}
