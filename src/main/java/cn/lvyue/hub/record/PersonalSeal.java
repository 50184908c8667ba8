package cn.lvyue.hub.record;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps personal values out of plain sight in the tables. Which fields are personal says the standard pack. A record's personal
 * values leave its stored form, where {@code null} marks their places, and are sealed together; they belong to the source record
 * they came from, and open for no other. Safe for several threads at once.
 */
public interface PersonalSeal {
    /** How a sealed text begins; U+E000 is for private use. */
    String MARK = "\uE000sealed:";

    /**
     * A record's stored form in two parts.
     *
     * @param open the fields, JSON, with {@code null} in the place of each personal value
     * @param sealed the personal values; null if there are none, or once they were erased
     */
    record Parted(byte[] open, byte @Nullable [] sealed) {}

    /** @param fields {@link StandardRecord#toJson()} */
    Parted part(byte[] fields, long messageId, int row);

    /**
     * Puts a record together again, byte for byte as it was. Erased values stay {@code null}; a form that was never parted stays
     * as it is.
     */
    byte[] whole(Parted parted, long messageId, int row);

    /** Findings as they are kept: values that may be personal are sealed each by itself, so that findings can be copied. */
    List<Finding> hidden(List<Finding> findings);

    /** Findings as they were found; a value that was erased is absent. */
    List<Finding> shown(List<Finding> findings);

    /** The same record sealed under the present data key; empty if it is, or holds nothing personal. */
    Optional<Parted> anew(Parted stored, long messageId, int row);

    /** The same for findings as they are kept. */
    Optional<List<Finding>> anew(List<Finding> stored);

    /** The same for values a person wanted. */
    Optional<String> anewValues(String json);

    /** A regular expression that finds the texts sealed under a data key, and no others. */
    String pattern(int dataKey);

    /** The fields of a record's stored form that are sealed or were erased. @param open JSON */
    Set<String> places(byte[] open);

    /** The values a person wants instead, by field id, as they are kept; empty texts stay empty. @param json an object of texts */
    String hiddenValues(String json);

    /** The opposite of {@link #hiddenValues}. */
    String shownValues(String json);

    /** The digest of a record's content as it is kept: under a key, or short values could be found by trying them all. */
    UUID keyed(UUID content);

    /** Whether any personal value goes to a target, masked or not. */
    boolean goesTo(Target target);

    /** Hides nothing: for what keeps nothing. */
    static PersonalSeal none() {
        return new PersonalSeal() {
            @Override
            public Parted part(byte[] fields, long messageId, int row) {
                return new Parted(fields, null);
            }

            @Override
            public byte[] whole(Parted parted, long messageId, int row) {
                return parted.open();
            }

            @Override
            public List<Finding> hidden(List<Finding> findings) {
                return findings;
            }

            @Override
            public List<Finding> shown(List<Finding> findings) {
                return findings;
            }

            @Override
            public Optional<Parted> anew(Parted stored, long messageId, int row) {
                return Optional.empty();
            }

            @Override
            public Optional<List<Finding>> anew(List<Finding> stored) {
                return Optional.empty();
            }

            @Override
            public Optional<String> anewValues(String json) {
                return Optional.empty();
            }

            @Override
            public String pattern(int dataKey) {
                return MARK;
            }

            @Override
            public Set<String> places(byte[] open) {
                return Set.of();
            }

            @Override
            public String hiddenValues(String json) {
                return json;
            }

            @Override
            public String shownValues(String json) {
                return json;
            }

            @Override
            public UUID keyed(UUID content) {
                return content;
            }

            @Override
            public boolean goesTo(Target target) {
                return true;
            }
        };
    }
}
