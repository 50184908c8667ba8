package cn.lvyue.hub.channel.files;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A file as it was seen at its place. Two equal ones are taken for the same content.
 *
 * @param modified to the microsecond, as it is kept
 */
record Seen(PlaceName name, long size, Instant modified) {
    Seen {
        modified = modified.truncatedTo(ChronoUnit.MICROS);
    }
}
