package cn.lvyue.hub.console;

import cn.lvyue.hub.api.FeedPacks;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.Field;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the fields of a feed's standard are called. */
@Component
class FieldNames {
    private final FeedPacks packs;

    FieldNames(FeedPacks packs) {
        this.packs = packs;
    }

    /** By id; nothing for a feed of earlier days. */
    Map<String, Field> of(FeedId feed) {
        return packs.pack(feed).stream()
                .flatMap(pack -> pack.fields().stream())
                .collect(Collectors.toUnmodifiableMap(Field::id, Function.identity()));
    }
}
