package cn.lvyue.hub.standard;

import java.util.List;
import java.util.Map;

/** Administrative divisions (行政区划, GB/T 2260) with their history, and the pack's own functional zones. */
public interface Divisions {

    /** What is known about a code or a name. */
    sealed interface Found {}

    /** In force today. */
    record Current(String code, String name) implements Found {}

    /**
     * Not in force: abolished, or used by the statistics only and never a code of GB/T 2260. {@code successors} are the
     * current codes to use instead, usually one.
     */
    record Retired(String code, String name, List<String> successors) implements Found {}

    /** A functional zone (功能区) of the pack. @param territory the current division it lies in, a code of GB/T 2260 */
    record Zone(String code, String name, String territory) implements Found {}

    /** Never assigned, or a name that several divisions bear. */
    record Unknown() implements Found {}

    /** @param code six digits, or the pack's own code of a functional zone */
    Found byCode(String code);

    /**
     * @param name full, from the province down (黑龙江省黑河市爱辉区), without the province, or the last part alone where no
     *     other division in the country bears it; blanks do not count. A name in force comes before an abolished one.
     */
    Found byName(String name);

    /** Code → full name of all in force, functional zones included, in the pack's order; each name is known to {@link #byName}. */
    Map<String, String> inForce();
}
