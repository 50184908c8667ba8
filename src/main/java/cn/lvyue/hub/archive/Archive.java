package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** Reads what is archived. */
public interface Archive {
    /** An inbound message by its id. */
    Optional<Message> message(long id);

    /**
     * The bytes of any archived message, streamed in bounded pieces; the caller closes the stream.
     *
     * @throws IllegalArgumentException if nothing is archived under the id
     */
    InputStream open(long id);

    /** How many messages are archived and not yet settled, by feed; feeds with none are left out. */
    Map<FeedId, Long> waitingByFeed();
}
