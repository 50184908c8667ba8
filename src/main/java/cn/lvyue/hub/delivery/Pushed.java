package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Answer;
import org.jspecify.annotations.Nullable;

/** One attempt to deliver a package. @param answer what is to be archived; null when nobody answered */
record Pushed(
        SealedPackage pack, PushResult result, @Nullable Answer answer) {
    boolean answered() {
        return answer != null;
    }
}
