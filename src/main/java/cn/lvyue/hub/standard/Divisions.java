package cn.lvyue.hub.standard;

import java.util.List;

/** Administrative divisions (行政区划, GB/T 2260) with their history, and the pack's own functional zones. */
public interface Divisions {

    /** What is known about a code or a name. */
    sealed interface Found {}

    /** In force today. */
    record Current(String code, String name) implements Found {}

    /** Abolished; {@code successors} are current codes, usually one. */
    record Retired(String code, String name, List<String> successors) implements Found {}

    /** Never assigned, or a name that several divisions bear. */
    record Unknown() implements Found {}

    /** @param code six digits, or the pack's own code of a functional zone */
    Found byCode(String code);

    /** @param name full, from the province down (黑龙江省黑河市爱辉区), or shorter where that is unambiguous */
    Found byName(String name);
}
