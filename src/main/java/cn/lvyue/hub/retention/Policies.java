package cn.lvyue.hub.retention;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.PeriodStyle;
import org.springframework.stereotype.Component;

/** Which period holds for what; one that undercuts the least of its kind stops the start. */
@Component
class Policies {
    private static final String NEVER = "never";
    private static final LocalDate ANY = LocalDate.of(2023, 3, 1); // no leap day on the way back: the shortest years

    private final List<Policy> all = new ArrayList<>();

    /**
     * @param feed none for all feeds that have no policy of their own
     * @param others the feeds that have one
     * @param period none for never
     */
    record Policy(
            Kind kind,
            @Nullable String feed,
            List<String> others,
            @Nullable Period period) {
        String text() {
            return period == null ? NEVER : period.toString();
        }
    }

    Policies(RetentionSettings settings) {
        settings.keep().keySet().forEach(name -> kind("hub.retention.keep", name));
        for (var kind : Kind.values()) {
            var own = new TreeMap<String, String>();
            settings.feeds()
                    .forEach((feed, kinds) -> kinds.forEach((name, period) -> {
                        if (kind("hub.retention.feeds." + feed, name) == kind) {
                            own.put(feed, period);
                        }
                    }));
            if (!own.isEmpty() && !kind.isByFeed()) {
                throw new IllegalStateException(
                        "hub.retention.feeds：%s 不分来源 / %s is not kept by feed".formatted(kind.id(), kind.id()));
            }
            var set = settings.keep().get(kind.id());
            all.add(new Policy(kind, null, List.copyOf(own.keySet()), set == null ? kind.usual() : period(kind, set)));
            own.forEach((feed, period) -> all.add(new Policy(kind, feed, List.of(), period(kind, period))));
        }
    }

    /** The feeds that have a policy of their own for a kind, which what holds for all others leaves out. */
    List<String> others(Kind kind) {
        return all.stream()
                .filter(policy -> policy.kind() == kind)
                .flatMap(policy -> policy.others().stream())
                .toList();
    }

    List<Policy> all() {
        return List.copyOf(all);
    }

    private static Kind kind(String setting, String name) {
        return Kind.named(name)
                .orElseThrow(() ->
                        new IllegalStateException("%s：没有 %s 这一类 / there is no kind %s".formatted(setting, name, name)));
    }

    private static @Nullable Period period(Kind kind, String text) {
        if (text.equals(NEVER)) {
            return null;
        }
        var period = PeriodStyle.detectAndParse(text);
        if (ANY.minus(period).isAfter(ANY.minus(kind.least()))) {
            throw new IllegalStateException("%s 至少保存 %s，所设为 %s / %s is kept for %s at least, and %s is set"
                    .formatted(kind.id(), kind.least(), text, kind.id(), kind.least(), text));
        }
        return period;
    }
}
