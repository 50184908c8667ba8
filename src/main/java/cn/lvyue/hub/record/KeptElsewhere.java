package cn.lvyue.hub.record;

import java.time.Instant;

/** What is asked for is archived, but in a month that was taken out of the database (A103). It comes back when that is attached. */
public class KeptElsewhere extends RuntimeException {
    public static final String CODE = "A103";

    private static final long serialVersionUID = 1L;

    private final String month;
    private final Instant since;
    private final String file;

    /** @param month such as 2026-03 */
    public KeptElsewhere(String month, Instant since, String file) {
        super("月份 %1$s 的存档自 %2$s 起另存于 %3$s / the month %1$s is kept elsewhere since %2$s, under %3$s"
                .formatted(month, since, file));
        this.month = month;
        this.since = since;
        this.file = file;
    }

    public String month() {
        return month;
    }

    public Instant since() {
        return since;
    }

    /** Where it was written to. */
    public String file() {
        return file;
    }
}
