package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.TargetsSettings.Profile;
import cn.lvyue.hub.record.Target;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The way to each platform, as configured. */
@Component
class Carriers {
    private final Addresses addresses;
    private final HubJsonLines lines;
    private final Map<Target, Carrier> configured = new EnumMap<>(Target.class);
    private final List<AutoCloseable> open = new ArrayList<>();

    /** @throws IllegalStateException if a platform's keys or its database driver are missing: the hub does not start */
    Carriers(TargetsSettings settings, Addresses addresses, HubJsonLines lines, LaidCarriers laid) {
        this.addresses = addresses;
        this.lines = lines;
        for (var target : Target.values()) {
            var platform = settings.of(target);
            lines.check(target, platform);
            if (platform.url() != null || platform.profile() != Profile.HUB_JSON) {
                configured.put(target, carrier(target, platform, laid));
            }
        }
    }

    private Carrier carrier(Target target, TargetsSettings.Platform platform, LaidCarriers laid) {
        var data = carrier(platform.profile(), target, platform, laid);
        return platform.receiptsProfile() == platform.profile()
                ? data
                : new SplitCarrier(data, carrier(platform.receiptsProfile(), target, platform, laid));
    }

    private Carrier carrier(Profile profile, Target target, TargetsSettings.Platform platform, LaidCarriers laid) {
        return switch (profile) {
            case HUB_JSON -> lines.carrier(addresses.of(target).orElseThrow(), platform);
            case FILES -> new OneAtATime(laid.files(target, platform));
            case TABLE -> new OneAtATime(laid.table(target, platform, open));
        };
    }

    /** Empty where no address is configured. */
    Optional<Carrier> of(Target target) {
        var carrier = configured.get(target);
        return carrier == null ? addresses.of(target).map(lines::toStandIn) : Optional.of(carrier);
    }

    @PreDestroy
    void close() throws Exception {
        for (var one : open) {
            one.close();
        }
    }
}
