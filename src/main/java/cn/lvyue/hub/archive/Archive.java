package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Reads what is archived. */
public interface Archive {
    /** An inbound message by its id; empty also when its month is kept elsewhere. */
    Optional<Message> message(long id);

    /**
     * The bytes of any archived message, streamed in bounded pieces; the caller closes the stream.
     *
     * @throws IllegalArgumentException if nothing is archived under the id
     * @throws cn.lvyue.hub.record.KeptElsewhere if its month was taken out of the database
     * @throws cn.lvyue.hub.record.BodyDamaged while reading, if a piece cannot be given back: what was read so far is not the body
     */
    InputStream open(long id);

    /** @throws cn.lvyue.hub.record.KeptElsewhere if a message with this id would be in a month that was taken out of the database */
    default void requireHere(long id) {}

    /** How many messages are archived and not yet settled, by feed; feeds with none are left out. */
    Map<FeedId, Long> waitingByFeed();
}
