package cn.lvyue.hub.intake;

import java.util.List;

/** The limits in force when messages are read, for whoever asks why something was refused or wants to keep within them. */
public interface ReadingLimits {
    /** All of them, in the order a reader meets them. */
    List<Limit> limits();

    /**
     * One limit.
     *
     * @param setting its full key, as findings name it: {@code hub.intake.max-ratio}
     * @param value as it would be written in the settings, units included
     * @param zh what it bounds, in Chinese
     * @param en the same in English
     * @param code the finding when it bites
     */
    record Limit(String setting, String value, String zh, String en, String code) {}
}
