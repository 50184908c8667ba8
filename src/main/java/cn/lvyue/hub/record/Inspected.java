package cn.lvyue.hub.record;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record ready for the ledger: inspected, in its stored form, with all that deciding about duplicates and revisions needs.
 *
 * @param fields {@link StandardRecord#toJson()}; for a rejected record as far as it could be mapped
 * @param content digest of the fields without version and update time: equal content, equal digest
 * @param matter business key; null where the record does not carry enough for one
 * @param answers what it corrects, where the sender worked in the copy that went back; mostly null
 * @param amount what is disputed, in fen ({@link Fen}); null where the record does not say
 * @param channelCode the record's source channel (来源渠道) in the pack's code list, part of the complaint number
 * @param atRest {@code fields} as tables keep them, where inspection has parted them already
 */
public record Inspected(
        int row,
        String place,
        String sourceRecordNo,
        @Nullable Long version,
        Verdict verdict,
        byte[] fields,
        UUID content,
        @Nullable Matter matter,
        Standing standing,
        String channelCode,
        List<Finding> findings,
        @Nullable ReturnMark answers,
        @Nullable Long amount,
        PersonalSeal.@Nullable Parted atRest) {

    /** A record that was not taken from a returned copy and tells no amount. */
    public Inspected(
            int row,
            String place,
            String sourceRecordNo,
            @Nullable Long version,
            Verdict verdict,
            byte[] fields,
            UUID content,
            @Nullable Matter matter,
            Standing standing,
            String channelCode,
            List<Finding> findings) {
        this(
                row,
                place,
                sourceRecordNo,
                version,
                verdict,
                fields,
                content,
                matter,
                standing,
                channelCode,
                findings,
                null,
                null,
                null);
    }

    /** As tables keep the fields. @param messageId the message it came in */
    public PersonalSeal.Parted parted(PersonalSeal seal, long messageId) {
        return atRest != null ? atRest : seal.part(fields, messageId, row);
    }
}
