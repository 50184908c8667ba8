package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of taking files, as set. */
@Component
class InboxLimits implements ShownLimits {
    private final InboxSettings settings;

    InboxLimits(InboxSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "inbox";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .time("stable-for", settings.stableFor())
                .time("marker-patience", settings.markerPatience())
                .size("marker-limit", settings.markerLimit().toBytes())
                .size("member-limit", settings.memberLimit().toBytes())
                .count("most-listed", settings.mostListed())
                .count("most-at-once", settings.mostAtOnce())
                .count("most-open", settings.mostOpen())
                .time("retry-first", settings.retryFirst())
                .time("retry-longest", settings.retryLongest())
                .limits();
    }
}
