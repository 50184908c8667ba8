package cn.lvyue.hub.record;

import java.util.Map;

/** Limits of one module, for whoever wants to know what applies. */
public interface ShownLimits {
    /** What the limits are about, in kebab-case. */
    String group();

    /** By the name of the setting: numbers, texts, sizes in bytes, times in seconds. */
    Map<String, Object> limits();
}
