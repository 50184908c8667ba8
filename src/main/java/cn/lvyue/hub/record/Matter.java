package cn.lvyue.hub.record;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The business key of a complaint: which contract with which body, in which field of breach, and who complains.
 *
 * @param key digest of respondent code, contract (number, else normalised name) and field of breach
 * @param complainantCode digest of the complainant's credit code; null where the feed has none
 * @param complainantName digest of the complainant's normalised name
 */
public record Matter(
        UUID key, @Nullable Long complainantCode, @Nullable Long complainantName) {

    /**
     * Whether two complaints are the same matter told twice: the same key, and the same complainant by code or, where one
     * side has no code, by name. Two firms of one name and different codes are different firms.
     */
    public boolean sameAs(Matter other) {
        if (!key.equals(other.key)) {
            return false;
        }
        if (complainantCode != null && other.complainantCode != null) {
            return complainantCode.equals(other.complainantCode);
        }
        return complainantName != null && complainantName.equals(other.complainantName);
    }
}
