package cn.lvyue.hub.evidence;

import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.standard.Field;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows single values both ways (血缘): from a cell of a message to the field on the platform and its receipt, and back. The cell
 * is read again from the archived bytes by the reader that read it first; only that message is read, and only to that row.
 */
public interface Lineages {

    /**
     * What a row was read with.
     *
     * @param mapping version of the mapping file; null where nothing is known
     * @param today the version in force now; null if the feed has no mapping any more
     */
    record ReadWith(
            @Nullable String mapping,
            @Nullable String pack,
            @Nullable String today,
            Certainty certainty) {}

    /** One row of one message. @param place null where only a replay could read the row and it cannot be read again */
    record Origin(Message message, int row, @Nullable String place, ReadWith with) {}

    /** One source field. @param value as it stood in the cell */
    record Cell(String name, String place, @Nullable String value) {}

    /**
     * A person's correction that gave a field its value.
     *
     * @param replay the replay that wrote it
     */
    record Corrected(long replay, String author, String reason, Instant at) {}

    /**
     * One standard field of one revision.
     *
     * @param definition in the pack; null for one the pack of today does not know, and for the record's version
     * @param cells what the rule looked at; empty for constants, and where the mapping of then is not known
     * @param rule as the mapping file writes it, with its line
     * @param made what the rule makes of the cells
     * @param kept what the ledger holds; null where it holds nothing
     * @param corrected the person's word that counts instead of the cells; mostly null
     * @param line of the rule; 0 without one
     * @param agrees whether reading the cells again gives what the ledger holds, or a person has said otherwise
     */
    record FieldLineage(
            String field,
            @Nullable Field definition,
            List<Cell> cells,
            @Nullable String rule,
            int line,
            @Nullable String made,
            @Nullable String kept,
            @Nullable Corrected corrected,
            boolean agrees) {}

    /** One revision of a record with its fields, and where it went. */
    record OfRevision(
            RecordId recordId,
            FeedId feed,
            String sourceRecordNo,
            int revision,
            Instant at,
            @Nullable Origin origin,
            List<FieldLineage> fields,
            List<Delivery> deliveries) {}

    /**
     * A cell, or a whole row.
     *
     * @param cell its place; null for a whole row
     * @param outcome what became of the row when it came in
     * @param made the fields the cell fed, as the mapping makes them now; for a row that made no revision all there is to tell
     * @param revisions what was made of the row: when it came in and by replays, oldest first, only with the fields the cell fed
     * @param belongsTo the record the row belongs to, if it made no revision of it; null for one sent back
     */
    record OfCell(
            Origin origin,
            @Nullable String cell,
            Outcome outcome,
            String sourceRecordNo,
            List<FieldLineage> made,
            List<OfRevision> revisions,
            @Nullable RecordId belongsTo) {}

    /**
     * @param revision null for the present one
     * @param field null for all
     * @return empty if there is no such record, revision or field
     */
    Optional<OfRevision> ofRecord(RecordId record, @Nullable Integer revision, @Nullable String field);

    /** The revisions a platform knows under its own id, newest first; at most 100. */
    List<OfRevision> ofPlatformId(Target target, String platformId, @Nullable String field);

    /**
     * @param place of a cell or a row as findings and lists tell it: {@code 督查!K5}, {@code 督查!row 5}, {@code line 37, 金额},
     *     {@code /data/list/2/qkje}, {@code /b:Batch/b:Breach[2]/b:Unpaid}; in an archive with the file's name before it
     * @return empty if no row of the message stands there
     */
    Optional<OfCell> ofCell(Message message, String place);
}
