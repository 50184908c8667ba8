package cn.lvyue.hub.search;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of searches and of their index, as set. */
@Component
class SearchLimits implements ShownLimits {
    private final SearchSettings settings;

    SearchLimits(SearchSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "search";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .time("budget", settings.budget())
                .count("at-once", settings.atOnce())
                .count("round", settings.round())
                .time("settle", settings.settle())
                .count("give-way", settings.giveWay())
                .limits();
    }
}
