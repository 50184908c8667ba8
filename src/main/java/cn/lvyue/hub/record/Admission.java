package cn.lvyue.hub.record;

import org.jspecify.annotations.Nullable;

/** The last word on a body that has arrived whole, asked once, before it is kept. */
@FunctionalInterface
public interface Admission {
    /** For channels that know their sender before the body comes. */
    Admission OPEN = (onceKey, digest) -> onceKey;

    /**
     * @param onceKey the arrival's
     * @param digest SM3 of the whole body, 64 lower-case hex digits
     * @return the once-key to keep it under, null for none
     * @throws RuntimeException if the body is not to be kept
     */
    @Nullable
    String admit(@Nullable String onceKey, String digest);
}
