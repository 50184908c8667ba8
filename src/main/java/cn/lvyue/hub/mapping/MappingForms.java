package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Channel;
import java.util.Map;

/**
 * The mapping of one feed for every form its data comes in.
 *
 * @param usual for every channel that has no form of its own
 */
record MappingForms(FeedMapping usual, Map<Channel, FeedMapping> others) {
    MappingForms {
        others = Map.copyOf(others);
    }

    FeedMapping of(Channel channel) {
        return others.getOrDefault(channel, usual);
    }
}
