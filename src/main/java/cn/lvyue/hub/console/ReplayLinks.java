package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.replay.Replays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** From what was done again to the replays that did it; the bean {@code replayLinks} of the templates. */
@Component("replayLinks")
class ReplayLinks {
    private static final int MOST_IDS = 150;

    private final Replays replays;

    ReplayLinks(Replays replays) {
        this.replays = replays;
    }

    public List<Replays.Link> ofMessage(String message) {
        return replays.ofMessage(Limits.id(message));
    }

    /** As they are carried in an address, so many as fit. */
    public String ids(List<PackageView> packages) {
        return packages.stream()
                .limit(MOST_IDS)
                .map(each -> each.packageId().toString())
                .collect(Collectors.joining(","));
    }

    public List<Replays.Link> ofPackages(List<PackageView> packages) {
        return replays.ofPackages(packages.stream().map(PackageView::packageId).toList());
    }
}
