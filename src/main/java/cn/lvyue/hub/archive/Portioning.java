package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Message;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Cuts a lane's waiting messages into portions that are worked on together. */
@Component
class Portioning {
    private final GroupSettings group;
    private final long small;

    Portioning(ArchiveSettings archive, GroupSettings group) {
        this.group = group;
        this.small = Math.min(group.body().toBytes(), archive.segment().toBytes());
    }

    int most() {
        return group.messages();
    }

    /** @param waiting the oldest waiting messages of a feed, oldest first */
    Portion first(List<Message> waiting) {
        var together = new ArrayList<Message>();
        long bytes = 0;
        for (var message : waiting) {
            bytes += message.size();
            boolean fits = together.isEmpty()
                    || (bytes <= group.bytes().toBytes()
                            && message.channel() == together.get(0).channel());
            if (!isSmall(message) || !fits) {
                break;
            }
            together.add(message);
        }
        if (together.isEmpty()) {
            return new Portion(waiting.subList(0, Math.min(1, waiting.size())), false);
        }
        return new Portion(together, true);
    }

    private boolean isSmall(Message message) {
        return message.size() <= small;
    }
}
