package cn.lvyue.hub.search;

/**
 * A piece of the index.
 *
 * @param minAt seconds since 1970 at which the first of its messages was received, {@code maxAt} the last
 */
record Slice(
        long id,
        int month,
        int docs,
        int blocks,
        int bits,
        long firstMessage,
        long lastMessage,
        long minAt,
        long maxAt) {}
