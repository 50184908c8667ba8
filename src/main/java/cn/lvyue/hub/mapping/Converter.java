package cn.lvyue.hub.mapping;

import org.jspecify.annotations.Nullable;

/** Brings one source value into the standard's form. */
@FunctionalInterface
interface Converter {
    /**
     * @param raw as read, with something to be seen in it
     * @param notes takes what was repaired and what is wrong
     * @return the value in the standard's form; null where there is none, with a finding if that is a fault
     */
    @Nullable
    String convert(String raw, Notes notes);

    /** This one and then another, if there is still a value. */
    default Converter then(Converter next) {
        return (raw, notes) -> {
            var value = convert(raw, notes);
            return value == null ? null : next.convert(value, notes);
        };
    }

    /** At most the first characters of a value, silently: for a field derived from another that holds the whole. */
    static Converter cutTo(int codePoints) {
        return (raw, notes) -> raw.length() <= codePoints || raw.codePointCount(0, raw.length()) <= codePoints
                ? raw
                : raw.substring(0, raw.offsetByCodePoints(0, codePoints));
    }
}
