package cn.lvyue.hub.delivery;

import java.util.regex.Pattern;

/** A time of day as settings write it, {@code 00:00} to {@code 24:00}. */
final class DayTime {
    private static final Pattern FORM = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d|24:00");
    private static final int MINUTES_OF_AN_HOUR = 60;

    private DayTime() {}

    static boolean isReadable(String text) {
        return FORM.matcher(text).matches();
    }

    /** Minutes since midnight, up to 1,440. */
    static int minutes(String text) {
        int colon = text.indexOf(':');
        return Integer.parseInt(text.substring(0, colon)) * MINUTES_OF_AN_HOUR
                + Integer.parseInt(text.substring(colon + 1));
    }
}
