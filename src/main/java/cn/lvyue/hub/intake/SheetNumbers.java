package cn.lvyue.hub.intake;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** What a spreadsheet's numbers mean: amounts as their decimal text, serial days as dates. */
final class SheetNumbers {
    /** Spreadsheets show, and let people enter, no more digits than these. */
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int SECONDS_OF_DAY = 86_400;
    private static final double LAST_DAY = 2_958_466;
    private static final int LEAP_DAY_THAT_NEVER_WAS = 60;

    private SheetNumbers() {}

    /** The number as decimal text without exponent; null if it is none. */
    static @Nullable String decimal(String stored) {
        if (isShort(stored)) {
            return stored;
        }
        try {
            return decimal(Double.parseDouble(stored));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable String decimal(double number) {
        if (!Double.isFinite(number)) {
            return null;
        }
        var shown = new BigDecimal(number, SHOWN).stripTrailingZeros();
        return shown.signum() == 0 ? "0" : shown.toPlainString();
    }

    /**
     * The day and time a serial number stands for, {@code yyyy-MM-dd} or {@code yyyy-MM-dd HH:mm:ss}; a time alone
     * {@code HH:mm:ss}. Null if it is outside the calendar. In the 1900 system day 60 is 1900-02-29, which never was
     * (ECMA-376 part 1, section 18.17.4.1); it is given as such and fails as a date later.
     */
    static @Nullable String date(double serial, boolean from1904) {
        if (!(serial >= 0 && serial < LAST_DAY)) {
            return null;
        }
        long seconds = Math.round(serial * SECONDS_OF_DAY);
        int day = (int) (seconds / SECONDS_OF_DAY);
        int second = (int) (seconds % SECONDS_OF_DAY);
        if (!from1904 && day == 0) {
            return LocalDate.EPOCH
                    .atStartOfDay()
                    .plusSeconds(second)
                    .format(MINUTES)
                    .substring(11);
        }
        if (!from1904 && day == LEAP_DAY_THAT_NEVER_WAS) {
            return "1900-02-29";
        }
        var first =
                from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, day < LEAP_DAY_THAT_NEVER_WAS ? 31 : 30);
        LocalDateTime time = first.plusDays(day).atStartOfDay().plusSeconds(second);
        return second == 0 ? time.toLocalDate().toString() : time.format(MINUTES);
    }

    /** Plain and within what is shown: most numbers, kept as they stand. */
    private static boolean isShort(String stored) {
        if (stored.isEmpty() || stored.length() > 15) {
            return false;
        }
        for (int i = 0; i < stored.length(); i++) {
            char c = stored.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean sign = i == 0 && c == '-';
            boolean point = c == '.' && i > 0 && i < stored.length() - 1;
            if (!digit && !sign && !point) {
                return false;
            }
        }
        return stored.charAt(stored.length() - 1) != '-' && stored.indexOf('.') == stored.lastIndexOf('.');
    }
}
