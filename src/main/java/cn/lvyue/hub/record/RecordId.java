package cn.lvyue.hub.record;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * The hub's number of a complaint (投诉编号): province 23, the day it was first recorded, the source channel, and a counter,
 * as in {@code 23202310160200000000042}. At most 64 characters; given once and never reused.
 *
 * @param openedOn the business day in Asia/Shanghai
 * @param channel two digits of the code list of source channels
 * @param sequence unique by itself
 */
public record RecordId(LocalDate openedOn, String channel, long sequence) {
    private static final String PROVINCE = "23";
    private static final int COUNTER_DIGITS = 11;
    private static final Pattern FORM = Pattern.compile("23(\\d{8})(\\d{2})(\\d{11,19})");

    /** Written out: it is told for every record of every package. */
    @Override
    public String toString() {
        var counter = Long.toString(sequence);
        return PROVINCE
                + (openedOn.getYear() * 10_000 + openedOn.getMonthValue() * 100 + openedOn.getDayOfMonth())
                + channel
                + "0".repeat(Math.max(0, COUNTER_DIGITS - counter.length()))
                + counter;
    }

    /** @return the counter inside a complaint number, or -1 if the text is none */
    public static long sequenceIn(String text) {
        var match = FORM.matcher(text);
        try {
            return match.matches() ? Long.parseLong(match.group(3)) : -1;
        } catch (NumberFormatException tooLong) {
            return -1;
        }
    }
}
