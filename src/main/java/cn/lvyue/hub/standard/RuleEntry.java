package cn.lvyue.hub.standard;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One rule of {@code rules.yaml} as written; that file explains the conditions. */
record RuleEntry(
        @Nullable String id,
        @Nullable String code,
        @Nullable String severity,
        @Nullable String field,
        @Nullable JsonNode when,
        @Nullable JsonNode then,
        @Nullable String zh,
        @Nullable String en) {}
