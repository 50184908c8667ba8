package cn.lvyue.hub.record;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes at the door, not yet archived.
 *
 * @param filename as the sender named it, a label only
 * @param mediaType as the sender declared it, a hint only
 * @param onceKey the sender's idempotency key, or one the channel derives; the same key of the same feed is the same message
 * @param refusal why the channel refuses these bytes as a whole, a finding of severity reject; they are archived as proof and the
 *     message ends as unreadable, without a record being read
 * @param body read once, to its end, and closed by whoever reads it
 * @param admission asked when the body is read and before it is kept
 */
public record Arrival(
        FeedId feed,
        Channel channel,
        @Nullable String filename,
        @Nullable String mediaType,
        @Nullable String onceKey,
        @Nullable Finding refusal,
        InputStream body,
        Admission admission) {

    /** Bytes to be read and processed, of a sender that needs no further proof. */
    public Arrival(
            FeedId feed,
            Channel channel,
            @Nullable String filename,
            @Nullable String mediaType,
            @Nullable String onceKey,
            InputStream body) {
        this(feed, channel, filename, mediaType, onceKey, null, body, Admission.OPEN);
    }
}
