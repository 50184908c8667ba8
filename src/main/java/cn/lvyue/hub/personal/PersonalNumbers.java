package cn.lvyue.hub.personal;

import cn.lvyue.hub.record.RecordId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds records by a telephone or identity number although it lies sealed. Whoever calls this has to see to the right, the purpose
 * and the book of looks.
 */
public interface PersonalNumbers {
    /**
     * A record that tells the number.
     *
     * @param revision the latest that does, made {@code at}
     * @param fields ids of the fields that hold it there
     */
    record Hit(RecordId id, String feed, String sourceRecordNo, int revision, Instant at, Set<String> fields) {}

    /**
     * A page of them.
     *
     * @param items the newest record first
     * @param next what to pass as {@code before} for the next page; null on the last
     */
    record Page(List<Hit> items, @Nullable Long next) {}

    /**
     * How far the digests are.
     *
     * @param key number of the key they are made with
     * @param done whether the records from before the key have theirs
     * @param read records from before that were gone through
     * @param waiting whether later records still wait for theirs
     */
    record Progress(int key, boolean done, long read, boolean waiting) {}

    /**
     * Finds by one number, however it is written.
     *
     * @param before only records with smaller counters; null for the newest
     * @return empty if the text is not one number of at least five digits
     */
    Optional<Page> find(String number, @Nullable Long before, int limit);

    Progress progress();

    /**
     * Draws a new key; all digests are made anew under it in the background, and the earlier key is destroyed when they are. Searches
     * find everything meanwhile.
     *
     * @return whether it was drawn; not while digests are still being made anew
     */
    boolean renew();
}
