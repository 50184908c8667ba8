package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.Finding;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Findings as they are stored: a JSON array, or nothing when there are none. */
final class FindingsText {
    private static final TypeReference<List<Finding>> LIST = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(always -> always.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    @Nullable
    String write(List<Finding> findings) {
        return findings.isEmpty() ? null : json.writeValueAsString(findings);
    }

    List<Finding> read(@Nullable String stored) {
        return stored == null ? List.of() : json.readValue(stored, LIST);
    }
}
