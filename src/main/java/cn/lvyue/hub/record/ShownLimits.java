package cn.lvyue.hub.record;

import java.util.Map;

/** Limits of one module, for whoever wants to know what applies. */
public interface ShownLimits {
    /** What the limits are about: their settings begin with {@code hub.<group>}. */
    String group();

    /** By the name of the setting after {@code hub.<group>}, in the order in which they are to be read. */
    Map<String, Limit> limits();
}
