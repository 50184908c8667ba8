package cn.lvyue.hub.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about archived bytes (报文); the bytes themselves are read from the archive.
 *
 * @param id counts up in the order of archiving
 * @param filename as the sender named it, never used as a path; absent for most posts
 * @param mediaType as declared by the sender, a hint only
 * @param size in bytes
 * @param digest SM3 of the bytes, 64 lower-case hex digits
 */
public record Message(
        long id,
        FeedId feed,
        Channel channel,
        Instant receivedAt,
        @Nullable String filename,
        @Nullable String mediaType,
        long size,
        String digest) {}
