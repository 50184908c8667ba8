package cn.lvyue.hub.standard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One list of {@code codes.yaml} as written. @param codes code → Chinese and English name */
record CodeListEntry(
        @Nullable String id,
        @Nullable String zh,
        @Nullable String en,
        @Nullable Map<String, List<String>> codes) {}
