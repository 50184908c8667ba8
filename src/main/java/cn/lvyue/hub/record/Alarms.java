package cn.lvyue.hub.record;

/**
 * Tells people that something lasting is wrong, and that it is over. Raising what is raised already and clearing what is clear
 * changes nothing, so whoever notices may say so every time he looks. Neither fails when the database is away: then the
 * alarm is in the log alone, and the next look tells it again.
 */
public interface Alarms {

    /** How bad: somebody should look today, or now. */
    enum Level {
        WARNING,
        CRITICAL
    }

    /**
     * @param code of the catalogue of findings, where its remedy stands
     * @param subject what it is about: a feed, a platform, a folder; at most one alarm of a code and subject is open
     * @param zh one sentence in Chinese; {@code en} the same in English; no personal data, no secrets; in both
     *     <code>{subject}</code> stands for what people call the subject
     */
    record Alarm(String code, String subject, Level level, String zh, String en) {}

    void raise(Alarm alarm);

    void clear(String code, String subject);
}
