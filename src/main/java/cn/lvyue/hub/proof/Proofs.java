package cn.lvyue.hub.proof;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves what is archived. All texts are those of {@code src/docs/proof.md}; whoever has them needs neither the hub nor its
 * database to check them. Reads only.
 */
public interface Proofs {
    /** What the log is; empty as long as nothing was ever taken down in it. */
    Optional<Log> log();

    /** A message of any kind; empty if it is not taken down yet, or unknown. */
    Optional<LeafProof> message(long messageId);

    /** A row of the audit. */
    Optional<LeafProof> audit(long auditId);

    /** A source record as the message brought it, and once more for every replay that did it again, in that order. */
    List<RecordProof> record(long messageId, int row);

    /** The statements of days after one, oldest first. @param after null from the first @param limit 1 to 1000 */
    List<DayStatement> days(@Nullable LocalDate after, int limit);

    Optional<DayStatement> day(LocalDate day);

    /** The newest statement; empty before the first day is closed. */
    Optional<DayStatement> newest();

    /**
     * That the tree of one size is the beginning of that of another.
     *
     * @return text {@code lvyue-consistency/1}
     * @throws IllegalArgumentException unless 0 ≤ first ≤ second ≤ the log's size
     */
    String consistency(long first, long second);

    /** @param id names the hub in its statements @param size leaves @param root over all of them */
    record Log(String id, HashAlgorithm algorithm, long size, byte[] root) {}

    /**
     * One leaf and its place.
     *
     * @param leaf text {@code lvyue-leaf/1}, hashed as UTF-8
     * @param proof text {@code lvyue-proof/1}, against {@code statement}, or against the log as it is now where no day is closed
     *     that has the leaf
     * @param statement of the day that took it in; null while that day is open
     */
    record LeafProof(
            long index, String leaf, String proof, @Nullable DayStatement statement) {}

    /**
     * One record of a stretch of outcomes.
     *
     * @param replay what did it again; null for the first outcome
     * @param position in the stretch, from 0
     * @param fields in the order of the commitment; those that were erased have neither name nor value
     * @param path from the record's sibling up to the root the stretch names
     * @param stretch the leaf of the stretch
     */
    record RecordProof(
            long messageId,
            int row,
            @Nullable Long replay,
            int position,
            int records,
            List<FieldProof> fields,
            List<byte[]> path,
            LeafProof stretch) {

        /** Text {@code lvyue-record/1} with all fields but these, whose digests stay. */
        public String text(java.util.function.Predicate<String> hidden) {
            return RecordText.of(this, hidden);
        }
    }

    /** @param name, value and salt are null where the field was erased */
    record FieldProof(@Nullable String name, @Nullable String value, byte @Nullable [] salt, byte[] digest) {}

    /**
     * A closed day.
     *
     * @param text {@code lvyue-day/1}
     * @param digest of the text, with the log's algorithm: what the next day links to
     * @param signature text {@code lvyue-signature/1}; null while no key could sign it
     * @param stamp RFC 3161 time-stamp token (DER) over the text; null while there is none
     */
    record DayStatement(
            LocalDate day,
            long treeSize,
            byte[] root,
            String text,
            byte[] digest,
            Instant closedAt,
            @Nullable String signature,
            byte @Nullable [] stamp) {}
}
