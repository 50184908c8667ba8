package cn.lvyue.hub.mapping;

import org.jspecify.annotations.Nullable;

/** Brings dates and times to the standard's notation; V107 where there is no such day. */
record MomentText(boolean withTime) implements Converter {
    private static final String WANTED = "真实存在的日期，如 2023-08-05 或 2023-08-05 09:05:00"
            + " | a day that exists, such as 2023-08-05 or 2023-08-05 09:05:00";

    /** How a database writes that there is nothing, when it is exported as text. */
    private static final String DATABASE_NULL = "\\N";

    @Override
    public @Nullable String convert(String raw, Notes notes) {
        var moment = MomentReader.read(raw);
        if (moment == null) {
            if (!raw.equals(DATABASE_NULL)) {
                notes.reject("V107", raw, WANTED);
            }
            return null;
        }
        return withTime ? moment.dateTime() : moment.date();
    }
}
