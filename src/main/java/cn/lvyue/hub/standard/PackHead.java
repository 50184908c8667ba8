package cn.lvyue.hub.standard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code pack.yaml} as written. Anything may be missing until {@link PackReader} has looked. */
record PackHead(
        @Nullable String id,
        @Nullable String version,
        @Nullable String effective,
        @Nullable String zh,
        @Nullable String en,
        @Nullable List<String> aliases,
        @Nullable String status,
        @Nullable Integer clockToleranceMinutes,
        @Nullable List<String> fillers,
        @Nullable Map<Role, String> roles,
        @Nullable Map<String, JsonNode> states) {}
