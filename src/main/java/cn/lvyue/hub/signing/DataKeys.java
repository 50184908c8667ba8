package cn.lvyue.hub.signing;

import java.time.Duration;
import java.util.List;

/** The life of data keys: made, used, retired, destroyed. */
public interface DataKeys {
    /** So soon every node seals under a new data key. */
    Duration KNOWN_WITHIN = Duration.ofMinutes(2);

    /** All of them, the newest first. */
    List<DataKey> list();

    /** The one that values are sealed under now. */
    DataKey current();

    /** Makes a new one and retires the others. Other nodes seal under it within {@link #KNOWN_WITHIN}. */
    DataKey renew();

    /**
     * Destroys a retired key for good.
     *
     * @return who still keeps values sealed under it, each in Chinese and English; empty if the key is destroyed
     * @throws IllegalArgumentException if there is no such key, or it is not retired
     */
    List<String> destroy(int number);
}
