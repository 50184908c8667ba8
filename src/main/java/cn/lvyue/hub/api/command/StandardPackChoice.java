package cn.lvyue.hub.api.command;

import cn.lvyue.hub.standard.Rulebook;
import org.jspecify.annotations.Nullable;

/** Which standard pack a command shows: the one named, or the one the feeds are mapped to. */
final class StandardPackChoice {
    static final String DESCRIPTION = "标准包，默认为来源所用的包 / standard pack; the one the feeds use by default";

    private StandardPackChoice() {}

    static Rulebook rulebook(OfflineHub hub, @Nullable String pack) {
        return hub.rulebooks().rulebook(pack == null ? used(hub) : pack);
    }

    private static String used(OfflineHub hub) {
        var packs = hub.mappings().feeds().stream()
                .map(hub.mappings()::pack)
                .distinct()
                .toList();
        if (packs.size() != 1) {
            throw new IllegalStateException("来源使用多个标准包，请用 --pack 指定 / the feeds use several packs, name one: " + packs);
        }
        return packs.get(0);
    }
}
