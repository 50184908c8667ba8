package cn.lvyue.hub.record;

import java.util.Locale;

/** A platform the hub delivers to (目标平台). The {@link #code()} is what tables store and must never change. */
public enum Target {
    PROVINCIAL(1),
    NATIONAL(2);

    private final int code;

    Target(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The name used in addresses, settings and answers: {@code provincial}, {@code national}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Target ofId(String id) {
        for (var target : values()) {
            if (target.id().equals(id)) {
                return target;
            }
        }
        throw new IllegalArgumentException("no target '%s'; there are provincial and national".formatted(id));
    }

    public static Target ofCode(int code) {
        for (var target : values()) {
            if (target.code == code) {
                return target;
            }
        }
        throw new IllegalArgumentException("no target has code " + code);
    }
}
