package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class NotationPropertiesTest {
    private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter STANDARD = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DecimalFormat GROUPED =
            new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));

    @Provide
    Arbitrary<Function<LocalDateTime, String>> timeNotations() {
        return Arbitraries.of(List.of(
                STANDARD::format,
                pattern("uuuu/M/d H:mm:ss"),
                pattern("uuuu年M月d日 H时m分s秒"),
                pattern("uuuuMMddHHmmss"),
                pattern("uuuu.M.d HH:mm:ss"),
                time -> wide(STANDARD.format(time)),
                time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(CHINA)),
                time -> DateTimeFormatter.ISO_INSTANT.format(time.toInstant(CHINA)),
                time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        time.atOffset(CHINA).withOffsetSameInstant(ZoneOffset.ofHoursMinutes(-3, -30)))));
    }

    @Provide
    Arbitrary<LocalDateTime> moments() {
        var first = LocalDateTime.of(1949, 10, 1, 0, 0).toEpochSecond(CHINA);
        var last = LocalDateTime.of(2199, 12, 30, 0, 0).toEpochSecond(CHINA);
        return Arbitraries.longs().between(first, last).map(second -> LocalDateTime.ofEpochSecond(second, 0, CHINA));
    }

    @Property
    void everyNotationOfAMomentGivesTheSameValue(
            @ForAll("moments") LocalDateTime moment,
            @ForAll("timeNotations") Function<LocalDateTime, String> notation) {
        var text = notation.apply(moment);
        assertThat(Converted.by(new MomentText(true), text).value()).as(text).isEqualTo(STANDARD.format(moment));
    }

    @Property
    void aDayIsReadOnlyIfTheCalendarHasIt(
            @ForAll @LongRange(min = 1949, max = 2199) long year,
            @ForAll @LongRange(min = 0, max = 14) long month,
            @ForAll @LongRange(min = 0, max = 33) long day) {
        var text = "%04d-%02d-%02d".formatted(year, month, day);
        boolean exists = month >= 1
                && month <= 12
                && day >= 1
                && day <= java.time.YearMonth.of((int) year, (int) month).lengthOfMonth();
        assertThat(Converted.by(new MomentText(false), text).value()).isEqualTo(exists ? text : null);
    }

    @Provide
    Arbitrary<Function<BigDecimal, String>> amountNotations() {
        return Arbitraries.of(List.of(
                BigDecimal::toPlainString,
                yuan -> yuan.toPlainString() + "元",
                GROUPED::format,
                yuan -> "￥" + GROUPED.format(yuan).replace(',', '，'),
                yuan -> "人民币" + GROUPED.format(yuan) + "元",
                yuan -> wan(yuan) + "万元",
                yuan -> wan(yuan) + "万",
                yuan -> wide(wan(yuan)) + "万元",
                yuan -> yuan.movePointLeft(8).stripTrailingZeros().toPlainString() + "亿元"));
    }

    @Property
    void everyNotationOfAnAmountGivesTheSameValue(
            @ForAll @LongRange(min = 0, max = 99_999_999_999_999_99L) long cents,
            @ForAll("amountNotations") Function<BigDecimal, String> notation) {
        var yuan = BigDecimal.valueOf(cents, 2);
        var text = notation.apply(yuan);
        var converted = Converted.by(new Amount(Amount.Unit.YUAN), text);
        assertThat(converted.value()).as(text).isEqualTo(yuan.movePointLeft(4).toPlainString());
        assertThat(converted.findings()).isEmpty();
    }

    @Property
    void noTextMakesAConversionFailOtherThanByAFinding(@ForAll String text) {
        for (var converter : List.of(
                new MomentText(true),
                new Amount(Amount.Unit.WAN),
                new PlainNumber(6),
                new CleanText(true),
                new CleanText(false),
                new CodeText(CodeText.Form.CODE),
                new CodeText(CodeText.Form.REFERENCE))) {
            var converted = Converted.by(converter, text);
            if (converted.value() != null) {
                assertThat(converted.value()).isEqualTo(Characters.strip(converted.value()));
                assertThat(Converted.by(converter, converted.value()).codes()).doesNotContain("V110");
            }
        }
    }

    private static Function<LocalDateTime, String> pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)::format;
    }

    private static String wan(BigDecimal yuan) {
        return yuan.movePointLeft(4).stripTrailingZeros().toPlainString();
    }

    private static String wide(String text) {
        var out = new StringBuilder();
        text.chars().forEach(c -> out.append(c > ' ' && c <= '~' ? (char) (c + 0xFEE0) : (char) c));
        return out.toString();
    }
}
