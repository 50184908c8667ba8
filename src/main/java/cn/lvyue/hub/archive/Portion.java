package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Message;
import java.util.List;

/**
 * What a lane takes up next.
 *
 * @param messages consecutive in the lane and of one channel, oldest first; none when nothing waits
 * @param together they are small, and may be worked on in one go; otherwise there is one at most
 */
public record Portion(List<Message> messages, boolean together) {
    public boolean empty() {
        return messages.isEmpty();
    }
}
