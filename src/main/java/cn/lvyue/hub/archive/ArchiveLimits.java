package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of the archive, as set. */
@Component
class ArchiveLimits implements ShownLimits {
    private final ArchiveSettings settings;

    ArchiveLimits(ArchiveSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "archive";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .size("message-limit", settings.messageLimit().toBytes())
                .limits();
    }
}
