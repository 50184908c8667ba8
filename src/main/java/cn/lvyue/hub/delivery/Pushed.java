package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a package.
 *
 * @param answer what is to be archived; null when nobody answered
 * @param sentAt when it was sent, as noted before; null when it was not
 */
record Pushed(
        SealedPackage pack,
        PushResult result,
        @Nullable Answer answer,
        @Nullable Instant sentAt) {
    /** Of a package that was not sent this time. */
    Pushed(SealedPackage pack, PushResult result, @Nullable Answer answer) {
        this(pack, result, answer, null);
    }

    Pushed sent(Instant at) {
        return new Pushed(pack, result, answer, at);
    }

    boolean answered() {
        return answer != null;
    }
}
