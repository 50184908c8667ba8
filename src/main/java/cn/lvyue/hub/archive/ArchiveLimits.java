package cn.lvyue.hub.archive;

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
    public Map<String, Object> limits() {
        return Map.of("message-limit", settings.messageLimit().toBytes());
    }
}
