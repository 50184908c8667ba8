package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.PersonalSeal;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Findings as they are stored: a JSON array, values that may be personal sealed, or nothing when there are none. */
final class FindingsJson {
    private static final TypeReference<List<Finding>> LIST = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(always -> always.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final PersonalSeal seal;

    FindingsJson(PersonalSeal seal) {
        this.seal = seal;
    }

    byte @Nullable [] write(List<Finding> findings) {
        return findings.isEmpty() ? null : json.writeValueAsBytes(seal.hidden(findings));
    }

    /** As they are kept, sealed values and all. */
    List<Finding> stored(String stored) {
        return json.readValue(stored, LIST);
    }

    /** The opposite of {@link #stored}. */
    String text(List<Finding> stored) {
        return json.writeValueAsString(stored);
    }

    List<Finding> read(@Nullable String stored) {
        return stored == null ? List.of() : seal.shown(json.readValue(stored, LIST));
    }
}
