package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import java.util.Optional;

/** The mapping files as they are written, so that what they said can be kept and explained later. */
public interface MappingTexts {

    /** @param version as {@link Mappings#version} tells it @param text of the whole file */
    record Text(FeedId feed, String version, String pack, String text) {}

    /** Today's mapping of a feed; empty if the feed has none. */
    Optional<Text> today(FeedId feed);

    /**
     * @param text today's, or an earlier one of the same feed
     * @param channel tells the form of the data, where a feed has several
     * @return empty if it cannot be compiled any more: its standard pack is gone or has other fields
     */
    Optional<Explainer> explainer(Text text, Channel channel);
}
