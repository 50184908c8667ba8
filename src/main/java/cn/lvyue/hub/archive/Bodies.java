package cn.lvyue.hub.archive;

import java.util.Collection;
import java.util.Map;

/** Reads many small bodies at once, for whoever checks them all. */
public interface Bodies {
    /** A message with a body. @param digest SM3 */
    record Wanted(long id, long size, byte[] digest) {}

    /** Whether a body is small enough to be read in this way: a single piece. */
    boolean isSmall(long size);

    /** Bodies by the id of their message. What is missing or damaged is left out: {@link Archive#open} says why. */
    Map<Long, byte[]> small(Collection<Wanted> messages);
}
