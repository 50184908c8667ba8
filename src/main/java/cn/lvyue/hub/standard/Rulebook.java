package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.record.Standing;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * All that a pack says about judging its records, compiled.
 *
 * @param effective the day the standard takes effect, yyyy-MM-dd
 * @param assumed whether the pack is a working reading and not the official text
 * @param clockTolerance by how much a sender's clock may run ahead before its time counts as future
 * @param fields in the pack's order
 * @param fillers what people write for "there is none"
 * @param states looked at in order; the first that holds counts
 */
public record Rulebook(
        StandardPack pack,
        Bilingual title,
        String effective,
        boolean assumed,
        Duration clockTolerance,
        List<FieldRule> fields,
        List<CrossRule> rules,
        List<State> states,
        Collection<CodeList> codeLists,
        Set<String> fillers) {

    /** When a record has a standing other than unconfirmed. */
    public record State(Standing standing, Condition when) {}

    /** How far the record's breach is established; unconfirmed unless a state of the pack says otherwise. */
    public Standing standing(StandardRecord record) {
        for (var state : states) {
            if (state.when().holds(record)) {
                return state.standing();
            }
        }
        return Standing.UNCONFIRMED;
    }
}
