package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Admission;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Reception;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes in a file that a person uploads: it goes the way of a post, and is archived when this returns. */
@Component
public class Submissions {
    private final OpenSources open;
    private final Reception reception;

    Submissions(OpenSources open, Reception reception) {
        this.open = open;
        this.reception = reception;
    }

    /**
     * @param onceKey the same key and file twice is one message: a form may be sent twice
     * @throws Refusal T164 while the source is paused
     */
    public Message submit(
            FeedId feed, @Nullable String filename, @Nullable String mediaType, String onceKey, InputStream body) {
        open.require(feed);
        return reception.receive(
                new Arrival(feed, Channel.HTTP, filename, mediaType, onceKey, null, body, Admission.OPEN));
    }
}
