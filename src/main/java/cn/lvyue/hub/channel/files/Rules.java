package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.record.FeedId;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Which files of a place are taken for a feed, and when.
 *
 * @param include the whole name, as shown, without its folders
 * @param markerRequired a file waits for its {@code .ok} marker
 * @param depth how many folders down
 * @param stableFor how long a file without marker must stay as it is
 * @param largest in bytes
 */
record Rules(FeedId feed, Pattern include, boolean markerRequired, int depth, Duration stableFor, long largest) {
    private static final String REQUIRED = "required";
    private static final String OPTIONAL = "optional";

    /** @throws IllegalArgumentException for anything but {@code required} and {@code optional} */
    static boolean markerRequired(String word) {
        if (!word.equals(REQUIRED) && !word.equals(OPTIONAL)) {
            throw new IllegalArgumentException("marker must be required or optional, not " + word);
        }
        return word.equals(REQUIRED);
    }
}
