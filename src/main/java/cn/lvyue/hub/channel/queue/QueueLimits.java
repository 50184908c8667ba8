package cn.lvyue.hub.channel.queue;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of queues, as set. */
@Component
class QueueLimits implements ShownLimits {
    private final QueueSettings settings;

    QueueLimits(QueueSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "queues";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .size("max-body", settings.maxBody().toBytes())
                .time("reply-within", settings.replyWithin())
                .time("reply-lease", settings.replyLease())
                .limits();
    }
}
