package cn.lvyue.hub.record;

import java.util.Map;
import java.util.Optional;

/** What the sender of a file is told, for every channel that can leave something beside the file. */
public interface SenderResults {
    /**
     * @param delivery what the channel knows about the delivery itself (name, marker), shown under {@code delivery}
     * @return empty while the message has no outcome
     */
    Optional<SenderResult> of(Message message, Map<String, Object> delivery);

    /** For a file that was not even archived. */
    SenderResult refused(Finding finding, Map<String, Object> delivery);
}
