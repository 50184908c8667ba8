package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.DueRule;
import java.util.Map;
import java.util.Optional;

/**
 * The mapping of one feed for every form its data comes in.
 *
 * @param usual for every channel that has no form of its own
 * @param due when data of the feed is due, whatever its form
 */
record MappingForms(FeedMapping usual, Map<Channel, FeedMapping> others, Optional<DueRule> due) {
    MappingForms {
        others = Map.copyOf(others);
    }

    FeedMapping of(Channel channel) {
        return others.getOrDefault(channel, usual);
    }
}
