package cn.lvyue.hub.standard;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One field of {@code fields.yaml} as written; that file says what each key means. */
record FieldEntry(
        @Nullable String id,
        @Nullable String zh,
        @Nullable String en,
        @Nullable String group,
        @Nullable String type,
        @Nullable String required,
        @Nullable JsonNode requiredWhen,
        @Nullable String missing,
        @Nullable String codes,
        @Nullable String check,
        @Nullable Boolean placeholder,
        @Nullable String pattern,
        @Nullable Integer minLength,
        @Nullable String faults,
        @Nullable String future,
        @Nullable String personal,
        @Nullable String province,
        @Nullable String national,
        @Nullable Boolean content,
        @Nullable String provenance,
        @Nullable Boolean assumed,
        @Nullable String note) {}
