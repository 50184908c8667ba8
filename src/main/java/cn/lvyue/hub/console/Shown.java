package cn.lvyue.hub.console;

import cn.lvyue.hub.record.Limit;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How numbers, moments, periods and places are written on pages; the bean {@code shown} of the templates. Moments are those of
 * Asia/Shanghai.
 */
@Component("shown")
class Shown {
    private static final String ENGLISH = "en";
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZONE);
    private static final Pattern LINE = Pattern.compile("(^|[ !:/])(?:line|row) (\\d+)(?:, column (\\d+))?");
    private static final Pattern PERIOD = Pattern.compile("P(\\d+)([YMD])");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,18})B");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final Map<String, String> UNITS = Map.of("Y", "年", "M", "个月", "D", "天");
    private static final Map<String, String> UNITS_EN = Map.of("Y", "years", "M", "months", "D", "days");

    public String time(@Nullable Instant at) {
        return at == null ? "" : SECOND.format(at);
    }

    public String minute(@Nullable Instant at) {
        return at == null ? "" : MINUTE.format(at);
    }

    public String number(@Nullable Number n) {
        return n == null ? "–" : NumberFormat.getIntegerInstance(Locale.ROOT).format(n);
    }

    /** A share from 0 to 1 in per cent. */
    public String percent(@Nullable Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    public String bytes(long size) {
        if (size < 1_024) {
            return size + " B";
        }
        double kib = size / 1_024.0;
        if (kib < 1_024) {
            return String.format(Locale.ROOT, "%.1f KiB", kib);
        }
        double mib = kib / 1_024;
        return mib < 1_024
                ? String.format(Locale.ROOT, "%.1f MiB", mib)
                : String.format(Locale.ROOT, "%.1f GiB", mib / 1_024);
    }

    /** Where something stands in a document, {@code 台账!row 5}, {@code line 3} or the whole of it, in the page's language. */
    public String place(@Nullable String place, String language) {
        if (place == null) {
            return "";
        }
        boolean english = language.equals(ENGLISH);
        if (place.equals("/")) {
            return english ? "the whole" : "全文";
        }
        if (place.equals("file")) {
            return english ? "the file" : "文件";
        }
        if (english) {
            return place;
        }
        return LINE.matcher(place)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + "第\u00a0" + found.group(2) + "\u00a0行"
                        + (found.group(3) == null ? "" : "第\u00a0" + found.group(3) + "\u00a0列")));
    }

    /** How long something is kept: {@code P3Y} as 3 年, {@code never} as what is never destroyed; anything else as it is. */
    public String period(String period, String language) {
        boolean english = language.equals(ENGLISH);
        if (period.equals("never")) {
            return english ? "for good" : "不销毁";
        }
        var units = english ? UNITS_EN : UNITS;
        var found = PERIOD.matcher(period);
        return found.matches() ? found.group(1) + " " + units.get(found.group(2)) : period;
    }

    /** What a limit is set to: numbers in groups, sizes and times in units a person reads. @param language of the page */
    public String limit(Limit limit, String language) {
        if (limit instanceof Limit.Time time) {
            return duration(time.value(), language.equals(ENGLISH));
        }
        if (limit instanceof Limit.Size size) {
            return bytes(size.bytes());
        }
        return written(limit instanceof Limit.Explained told ? told.value() : String.valueOf(limit.plain()), language);
    }

    /** A value as the settings have it. */
    private String written(String value, String language) {
        var bytes = BYTES.matcher(value);
        if (bytes.matches()) {
            return bytes(Long.parseLong(bytes.group(1)));
        }
        if (WHOLE.matcher(value).matches()) {
            return number(Long.valueOf(value));
        }
        return value.startsWith("PT")
                ? duration(Duration.parse(value), language.equals(ENGLISH))
                : period(value, language);
    }

    /** In the largest unit that leaves nothing over. */
    private static String duration(Duration time, boolean english) {
        if (time.toMillisPart() > 0) {
            return time.toMillis() + (english ? " ms" : " 毫秒");
        }
        long seconds = time.toSeconds();
        if (seconds > 0 && seconds % 86_400 == 0) {
            return seconds / 86_400 + (english ? " days" : " 天");
        }
        if (seconds > 0 && seconds % 3_600 == 0) {
            return seconds / 3_600 + (english ? " h" : " 小时");
        }
        return seconds > 0 && seconds % 60 == 0
                ? seconds / 60 + (english ? " min" : " 分钟")
                : seconds + (english ? " s" : " 秒");
    }
}
