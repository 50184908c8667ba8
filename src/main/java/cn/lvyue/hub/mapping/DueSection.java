package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.DueRule.Every;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part {@code due:} of a mapping file, with a site's settings {@code hub.feeds.<feed>.due.*} over it: when data of the feed
 * is due. Either {@code every} with {@code by}, or {@code within}; {@code every: never} expects nothing.
 */
final class DueSection {
    private static final Set<String> KEYS = new TreeSet<>(Set.of("every", "by", "grace", "on", "within"));
    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})(m|h|d)");

    private final @Nullable YamlTable table;
    private final Map<String, String> site;
    private final String siteName;
    private final Map<String, String> values = new LinkedHashMap<>();

    private DueSection(@Nullable YamlTable table, Map<String, String> site, String siteName) {
        this.table = table;
        this.site = site;
        this.siteName = siteName;
    }

    /**
     * @param table the section as it stands in the file; null if it is not there
     * @param site what the settings say instead, by key
     * @param siteName what settings of this feed begin with, for faults
     * @throws BrokenMapping naming file and line, or the setting
     */
    static Optional<DueRule> read(@Nullable YamlTable table, Map<String, String> site, String siteName) {
        return new DueSection(table, site, siteName).rule();
    }

    private Optional<DueRule> rule() {
        collect();
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.containsKey("within")) {
            if (values.size() > 1) {
                throw fault("within", "within 不能与其他键同用", "within stands alone");
            }
            return Optional.of(new DueRule.Within(positive("within")));
        }
        return needed("every").equals("never") ? Optional.empty() : Optional.of(fixed());
    }

    /** A site that names the period or the longest silence replaces the file's rule, else it changes single values. */
    private void collect() {
        if (table != null) {
            table.onlyKnows(KEYS);
            if (!site.containsKey("every") && !site.containsKey("within")) {
                table.keys().forEach(key -> values.put(key, table.text(key)));
            }
        }
        site.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                throw fault(key, "不认识的键，可用：" + KEYS, "unknown key; there are " + KEYS);
            }
            values.put(key, value);
        });
    }

    private DueRule fixed() {
        var every = every();
        var by = time();
        var grace = values.containsKey("grace") ? duration("grace") : Duration.ZERO;
        if (by.toSecondOfDay() + grace.toSeconds() >= Duration.ofDays(1).toSeconds()) {
            throw fault("grace", "宽限须在当日内结束", "grace must end on the same day");
        }
        return new DueRule.Fixed(every, on(every), by, grace);
    }

    private Every every() {
        var word = needed("every").toUpperCase(Locale.ROOT).replace('-', '_');
        for (var every : Every.values()) {
            if (every.name().equals(word)) {
                return every;
            }
        }
        throw fault(
                "every",
                "周期只能为 day、working-day、week、month 或 never",
                "a period is day, working-day, week, month, or never");
    }

    private LocalTime time() {
        try {
            return LocalTime.parse(needed("by"));
        } catch (DateTimeParseException noTime) {
            throw fault("by", "应为时刻，如 \"10:00\"", "must be a time of day such as \"10:00\"");
        }
    }

    private int on(Every every) {
        if (every == Every.DAY || every == Every.WORKING_DAY) {
            if (values.containsKey("on")) {
                throw fault("on", "on 只用于 week 与 month", "on is for week and month only");
            }
            return 0;
        }
        return every == Every.WEEK ? weekday() : dayOfMonth();
    }

    private int weekday() {
        try {
            return DayOfWeek.valueOf(needed("on").toUpperCase(Locale.ROOT)).getValue();
        } catch (IllegalArgumentException noDay) {
            throw fault("on", "应为 monday 至 sunday", "must be monday to sunday");
        }
    }

    private int dayOfMonth() {
        var text = needed("on");
        if (!text.matches("[1-9]|[12][0-9]|3[01]")) {
            throw fault("on", "应为 1 至 31（31 即月末）", "must be 1 to 31 (31 is the last day of the month)");
        }
        return Integer.parseInt(text);
    }

    private Duration positive(String key) {
        var duration = duration(key);
        if (duration.isZero()) {
            throw fault(key, "应大于零", "must be more than nothing");
        }
        return duration;
    }

    private Duration duration(String key) {
        var matcher = DURATION.matcher(needed(key));
        if (!matcher.matches()) {
            throw fault(key, "应为时长，如 30m、4h、2d", "must be a duration such as 30m, 4h, 2d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private String needed(String key) {
        var value = values.get(key);
        if (value == null) {
            throw fault(key, "缺少 " + key, key + " is missing");
        }
        return value;
    }

    private BrokenMapping fault(String key, String zh, String en) {
        if (table == null || site.containsKey(key)) {
            return new BrokenMapping("%s.%s".formatted(siteName, key), zh, en);
        }
        return table.fault(key, key + "：" + zh, key + ": " + en);
    }
}
