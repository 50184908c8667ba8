package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Finding;
import java.util.Arrays;

/** What became of a file, in the words of the tables beside the corpora. */
enum Outcome {
    /** Every record is whole and nothing is complained of. */
    PARSE,
    /** Some records are whole, and something is complained of. */
    PARTIAL,
    /** No record is whole, and there is a reason. */
    REJECT,
    /** Neither a record nor a complaint: an empty batch. */
    NOTHING;

    static Outcome of(Samples.Read read) {
        long whole = read.records().stream()
                .filter(record -> record.faults().isEmpty())
                .count();
        boolean complaint =
                whole < read.records().size() || read.end().findings().stream().anyMatch(Finding::rejects);
        if (whole == 0) {
            return complaint ? REJECT : NOTHING;
        }
        return complaint ? PARTIAL : PARSE;
    }

    /** @param words such as {@code PARSE}, {@code PARTIAL_OR_REJECT}; SURVIVE allows any */
    boolean isAllowedBy(String words) {
        return Arrays.stream(words.split("_OR_"))
                .anyMatch(word -> word.equals("SURVIVE")
                        || word.equals(name())
                        || word.equals("FIXED_RULE")
                        || word.equals("PARSE") && this == NOTHING);
    }
}
