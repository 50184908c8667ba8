package cn.lvyue.hub.api;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The feeds there are and the standard pack of each. */
@Component
public class FeedPacks {
    private final Mappings mappings;
    private final StandardPacks packs;

    FeedPacks(Mappings mappings, StandardPacks packs) {
        this.mappings = mappings;
        this.packs = packs;
    }

    /** A feed by the text of its id, as it stands in an address. */
    public FeedId feed(String id) {
        for (var feed : mappings.feeds()) {
            if (feed.value().equals(id)) {
                return feed;
            }
        }
        throw Refusal.unknownFeed(id, mappings.feeds());
    }

    boolean knows(String id) {
        return mappings.feeds().stream().anyMatch(feed -> feed.value().equals(id));
    }

    /** What is said to who names a feed that there is not. */
    Refusal unknown(String id) {
        var there = mappings.feeds().stream().map(FeedId::value).collect(Collectors.joining(", "));
        return Refusal.badParameter("feed", id, "下列来源之一：" + there, "one of the feeds " + there);
    }

    /** The packs of all feeds. */
    List<StandardPack> all() {
        return mappings.feeds().stream()
                .map(mappings::pack)
                .distinct()
                .map(packs::pack)
                .toList();
    }

    /** Empty for a feed of earlier days that has no mapping any more. */
    public Optional<StandardPack> pack(FeedId feed) {
        return mappings.knows(feed) ? Optional.of(packs.pack(mappings.pack(feed))) : Optional.empty();
    }
}
