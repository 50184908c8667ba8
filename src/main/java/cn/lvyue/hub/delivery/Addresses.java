package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.TargetAddress;
import cn.lvyue.hub.record.TargetAddresses;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where each platform is: as configured, or else wherever a stand-in says it listens. */
@Component
class Addresses {
    private final TargetsSettings settings;
    private final ObjectProvider<TargetAddresses> standIns;

    Addresses(TargetsSettings settings, ObjectProvider<TargetAddresses> standIns) {
        this.settings = settings;
        this.standIns = standIns;
    }

    Optional<TargetAddress> of(Target target) {
        var platform = settings.of(target);
        if (platform.url() == null) {
            return standIns.stream().flatMap(some -> some.of(target).stream()).findFirst();
        }
        var keyId = Objects.requireNonNullElse(platform.keyId(), "");
        var secret = Objects.requireNonNullElse(platform.secret(), "").getBytes(StandardCharsets.UTF_8);
        return Optional.of(new TargetAddress(target, base(platform.url()), keyId, secret));
    }

    private static URI base(URI url) {
        var text = url.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : url;
    }
}
