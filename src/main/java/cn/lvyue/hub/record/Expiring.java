package cn.lvyue.hub.record;

import java.util.List;

/**
 * Things a module keeps that may come of age. What is due, held and approved is decided elsewhere; the module that owns them
 * takes them away and tells what they were.
 */
public interface Expiring {
    /** Which kind of things, {@code message-bodies}. */
    String kind();

    /**
     * Takes things away, in the transaction of the caller.
     *
     * @param refs their numbers, at most a few hundred
     * @return one line for each that was there; others are left out
     */
    List<Destroyed> destroy(List<Long> refs);

    /**
     * What went.
     *
     * @param rows lines of tables that went
     * @param bytes of content
     * @param digest hex, by which a copy somebody still has can be told to be what was here: of a body its SM3, of lines the
     *     SHA-256 over the SHA-256 of each
     */
    record Destroyed(long ref, int rows, long bytes, String digest) {}
}
