package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a feed numbers its records and their versions.
 *
 * @param index of the standard field that holds the upstream number
 * @param id of that field
 * @param number the source field of the number
 * @param version the source field of the version; null where the feed has none
 * @param versionIsTime whether versions are told by the time of change rather than by counting
 * @param numberTold how the file says it; {@code versionTold} likewise
 */
record RecordKey(
        int index,
        String id,
        SourceField number,
        @Nullable SourceField version,
        boolean versionIsTime,
        YamlTable.Excerpt numberTold,
        YamlTable.@Nullable Excerpt versionTold) {
    private static final Converter REFERENCE = new CodeText(CodeText.Form.REFERENCE);
    private static final int LONGEST_COUNT = 18;

    List<SourceField> fields() {
        return List.of(number);
    }

    /** The number, cleaned; "" with V101 where there is none. */
    String number(SourceRecord source, Notes notes) {
        notes.about(id);
        notes.readFrom(number.name(), source.kind(number.slot()));
        var raw = number.filledIn(source);
        if (raw == null) {
            notes.reject("V101", null, null);
            return "";
        }
        var cleaned = REFERENCE.convert(raw, notes);
        return cleaned == null ? "" : cleaned;
    }

    /** The number of a record that is not looked at closer, as it stands. */
    String numberOrNothing(SourceRecord source) {
        var raw = number.filledIn(source);
        return raw == null ? "" : Characters.narrow(raw);
    }

    /** The version as a number that rises; null where the feed or the record has none, or it cannot be read (V102, V107). */
    @Nullable
    Long version(SourceRecord source, Notes notes) {
        var raw = version == null ? null : version.filledIn(source);
        if (version == null || raw == null) {
            return null;
        }
        notes.about(version.name());
        notes.readFrom(version.name(), source.kind(version.slot()));
        return versionIsTime ? time(raw, notes) : count(raw, notes);
    }

    private static @Nullable Long time(String raw, Notes notes) {
        var moment = MomentReader.read(raw);
        if (moment == null) {
            notes.reject("V107", raw, null);
            return null;
        }
        return moment.epochSecond();
    }

    private static @Nullable Long count(String raw, Notes notes) {
        var text = Characters.narrow(raw);
        long count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || text.length() > LONGEST_COUNT) {
                notes.reject("V102", raw, null);
                return null;
            }
            count = count * 10 + c - '0';
        }
        return count;
    }
}
