package cn.lvyue.hub.console;

import cn.lvyue.hub.record.Target;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a person typed: a value that is none of those there are is as good as none. */
final class Typed {
    private Typed() {}

    static @Nullable Target target(@Nullable String id) {
        return Arrays.stream(Target.values())
                .filter(target -> target.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
