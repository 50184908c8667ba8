package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.Bilingual;
import org.jspecify.annotations.Nullable;

/**
 * One thing that differs between two versions of a mapping.
 *
 * @param part of the file: {@code fields}, {@code read}, {@code park}, {@code forms}, {@code due}, or a key of its own
 * @param field the standard field concerned, or what else the part is about; empty for the file as a whole
 * @param before what was said; null for what is new
 * @param after what is said; null for what is gone
 */
public record MappingChange(
        String part,
        String field,
        @Nullable String before,
        @Nullable String after,
        Bilingual words) {}
