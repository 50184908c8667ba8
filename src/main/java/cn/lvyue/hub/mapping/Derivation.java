package cn.lvyue.hub.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one standard field of a record came about (血缘).
 *
 * @param field the standard field, or {@value #VERSION} for what tells the record's version
 * @param sources the source fields the rule looks at, in the rule's order; none for a constant
 * @param rule the rule as the mapping file writes it
 * @param line where it stands in that file, from 1
 * @param value what the rule made of it; null where that is nothing
 */
public record Derivation(
        String field,
        List<SourceValue> sources,
        String rule,
        int line,
        @Nullable String value) {
    public static final String VERSION = "#version";

    public Derivation {
        sources = List.copyOf(sources);
    }

    /**
     * One source field of one record.
     *
     * @param name as the mapping's rules call it
     * @param place sheet and cell, line and column, JSON pointer or XPath
     * @param value as read; null where the source has nothing
     */
    public record SourceValue(
            String name, String place, @Nullable String value) {}

    /** Whether a source field of this place had a part in the field. */
    public boolean reads(String place) {
        return sources.stream().anyMatch(source -> source.place().equals(place));
    }
}
