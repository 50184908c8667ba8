package cn.lvyue.hub.proof;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.PersonalSeal;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Records as they were before personal values were sealed: what is committed to must not change when they are sealed anew. */
@Component
class PlainRecords {
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};

    private final PersonalSeal seal;
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(always -> always.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    PlainRecords(PersonalSeal seal) {
        this.seal = seal;
    }

    @Nullable
    String fields(@Nullable String open, byte @Nullable [] personal, long message, int row) {
        if (open == null || personal == null) {
            return open;
        }
        var parted = new PersonalSeal.Parted(open.getBytes(StandardCharsets.UTF_8), personal);
        return new String(seal.whole(parted, message, row), StandardCharsets.UTF_8);
    }

    @Nullable
    String findings(@Nullable String stored) {
        return stored == null || !stored.contains("sealed:")
                ? stored
                : json.writeValueAsString(seal.shown(json.readValue(stored, FINDINGS)));
    }
}
