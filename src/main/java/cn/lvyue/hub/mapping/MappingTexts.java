package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The mapping files as they are written, so that what they said can be kept and explained later. */
public interface MappingTexts {

    /** @param version as {@link Mappings#version} tells it @param text of the whole file */
    record Text(FeedId feed, String version, String pack, String text) {}

    /** A version was approved; it will be in force. Told once, before that moment. */
    record Approved(Text text) {}

    /**
     * Where the mapping in force is from.
     *
     * @param publication that brought it; null where the file of the mappings folder counts
     * @param since when it took effect; null for a file
     * @param file of the mappings folder; {@code fileVersion} what stands in it
     */
    record Origin(
            String version,
            @Nullable Long publication,
            @Nullable Instant since,
            String file,
            String fileVersion) {
        public boolean isPublished() {
            return publication != null;
        }
    }

    /** Today's mapping of a feed; empty if the feed has none. */
    Optional<Text> today(FeedId feed);

    /** What stands in a feed's file, whether or not that is in force. */
    Text ofFile(FeedId feed);

    /** A version that is in force, was, or is approved to be; empty if nothing is known of it here. */
    Optional<Text> text(FeedId feed, String version);

    Origin origin(FeedId feed);

    /**
     * @param text today's, or an earlier one of the same feed
     * @param channel tells the form of the data, where a feed has several
     * @return empty if it cannot be compiled any more: its standard pack is gone or has other fields
     */
    Optional<Explainer> explainer(Text text, Channel channel);
}
