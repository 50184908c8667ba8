package cn.lvyue.hub.search;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a search out of words, or says what is wrong with them. */
final class Reading {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String BAD = "T111";
    private static final String TOO_SHORT = "A160";
    private static final String TOO_LONG = "A161";
    private static final String BAD_RANGE = "A162";
    private static final String BAD_CURSOR = "A163";
    private static final int LONGEST = 200;
    private static final int MOST_TERMS = 10;
    private static final Pattern FINDING = Pattern.compile("[A-Z]\\d{3}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F-]{36}");

    private final Map<String, String> words;

    Reading(Map<String, String> words) {
        this.words = words;
    }

    /** Leaves the reading at the first fault. */
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Asked.Refused refused;

        Wrong(Asked.Refused refused) {
            super(refused.code(), null, false, false);
            this.refused = refused;
        }
    }

    Asked read() {
        try {
            return query();
        } catch (Wrong wrong) {
            return wrong.refused;
        }
    }

    private Query query() {
        var from = instant("from", false);
        var to = instant("to", true);
        if (from != null && to != null && !from.isBefore(to)) {
            throw wrong(BAD_RANGE, "from", "早于 to 的时间", "a moment before to");
        }
        var direction = oneOf("direction", List.of("in", "out"));
        return new Query(
                from,
                to,
                plain("feed"),
                word("channel", Channel.class),
                direction == null ? null : direction.equals("in") ? 1 : 2,
                word("state", MessageStatus.class),
                word("outcome", Outcome.class),
                matching("finding", FINDING, "一个字母和三位数字，如 V104", "a letter and three digits, like V104"),
                number("message"),
                record(),
                plain("sourceNo"),
                plain("complainantCode"),
                plain("respondentCode"),
                terms("org"),
                terms("q"),
                plain("batch"),
                matching("package", UUID, "包编号", "the id of a package"),
                plain("platformId"),
                plain("sender"),
                matching("digest", DIGEST, "64 位十六进制摘要", "a digest of 64 hexadecimal digits"),
                cursor(),
                limit());
    }

    private @Nullable String given(String name) {
        var value = words.get(name);
        if (value != null && value.length() > LONGEST) {
            throw wrong(TOO_LONG, name, "至多 %d 个字符".formatted(LONGEST), "%d characters at most".formatted(LONGEST));
        }
        return value;
    }

    private @Nullable String plain(String name) {
        var value = given(name);
        if (value != null && value.isBlank()) {
            throw wrong(TOO_SHORT, name, "非空的值，或不给此参数", "a value, or leave the parameter out");
        }
        return value == null ? null : value.strip();
    }

    private @Nullable String matching(String name, Pattern form, String wantedZh, String wantedEn) {
        var value = plain(name);
        if (value != null && !form.matcher(value).matches()) {
            throw wrong(BAD, name, wantedZh, wantedEn);
        }
        return value;
    }

    private @Nullable String oneOf(String name, List<String> choice) {
        var value = plain(name);
        if (value == null) {
            return null;
        }
        var low = value.toLowerCase(Locale.ROOT);
        if (!choice.contains(low)) {
            throw wrong(BAD, name, String.join("、", choice) + " 之一", "one of " + String.join(", ", choice));
        }
        return low;
    }

    private <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        var choice = Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        var value = oneOf(name, choice);
        return value == null ? null : Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }

    private @Nullable Long number(String name) {
        var value = matching(name, Pattern.compile("\\d{1,18}"), "编号", "a number");
        return value == null ? null : Long.valueOf(value);
    }

    private @Nullable Long record() {
        var value = plain("record");
        if (value == null) {
            return null;
        }
        long sequence = RecordId.sequenceIn(value);
        if (sequence < 0) {
            throw wrong(BAD, "record", "投诉编号", "a complaint number");
        }
        return sequence;
    }

    private List<String> terms(String name) {
        var value = given(name);
        if (value == null) {
            return List.of();
        }
        var folded = Words.folded(value);
        var terms = List.of(folded.split(" "));
        if (terms.stream().anyMatch(term -> term.codePointCount(0, term.length()) < 2)) {
            throw wrong(
                    TOO_SHORT,
                    name,
                    "每个词至少两个汉字、字母或数字；没有通配符，词的一部分本来就能查到",
                    "words of at least two characters, letters or digits; there are no wildcards, and parts are found anyway");
        }
        if (terms.size() > MOST_TERMS) {
            throw wrong(TOO_LONG, name, "至多 %d 个词".formatted(MOST_TERMS), "%d words at most".formatted(MOST_TERMS));
        }
        return terms;
    }

    private @Nullable Instant instant(String name, boolean end) {
        var value = plain(name);
        if (value == null) {
            return null;
        }
        try {
            if (value.length() == "2026-01-31".length()) {
                var day = LocalDate.parse(value);
                return (end ? day.plusDays(1) : day).atStartOfDay(ZONE).toInstant();
            }
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException none) {
            throw wrong(
                    BAD_RANGE,
                    name,
                    "日期（2026-01-31，to 含当日）或带时区的时间（2026-01-31T08:00:00+08:00）",
                    "a day (2026-01-31, to includes it) or a moment with its offset (2026-01-31T08:00:00+08:00)");
        }
    }

    private Cursor cursor() {
        var value = plain("after");
        return value == null
                ? Cursor.START
                : Cursor.of(value)
                        .orElseThrow(() -> wrong(BAD_CURSOR, "after", "上一页的 next", "next of the page before"));
    }

    private int limit() {
        var value = plain("limit");
        if (value == null) {
            return Query.PAGE_DEFAULT;
        }
        int limit = value.matches("\\d{1,4}") ? Integer.parseInt(value) : 0;
        if (limit < 1 || limit > Query.PAGE) {
            throw wrong(
                    BAD, "limit", "1 至 %d 的整数".formatted(Query.PAGE), "a number from 1 to %d".formatted(Query.PAGE));
        }
        return limit;
    }

    private Wrong wrong(String code, String name, String wantedZh, String wantedEn) {
        return new Wrong(new Asked.Refused(code, name, words.getOrDefault(name, ""), wantedZh, wantedEn));
    }
}
