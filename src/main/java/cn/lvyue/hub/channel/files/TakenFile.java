package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A file the hub has taken.
 *
 * @param no counts up
 * @param messageId in the archive; none for one that was refused before it was kept
 * @param refusal what the channel itself found wrong with it
 * @param marker its marker and what that said
 * @param destination where it goes, once decided
 */
record TakenFile(
        long no,
        Seen file,
        FeedId feed,
        @Nullable Long messageId,
        @Nullable Finding refusal,
        @Nullable KeptMarker marker,
        @Nullable PlaceName destination) {

    /** A marker as it was when its file was taken. */
    record KeptMarker(PlaceName name, byte[] content) {}
}
