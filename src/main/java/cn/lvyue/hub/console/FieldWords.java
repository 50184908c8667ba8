package cn.lvyue.hub.console;

import cn.lvyue.hub.api.FeedPacks;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.Field;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the fields of standards are called; the bean {@code fieldWords} of the templates. */
@Component("fieldWords")
class FieldWords {
    private final Mappings mappings;
    private final FeedPacks packs;

    FieldWords(Mappings mappings, FeedPacks packs) {
        this.mappings = mappings;
        this.packs = packs;
    }

    /** The fields of a feed's standard by id; nothing for a feed of earlier days. */
    Map<String, Field> of(FeedId feed) {
        return packs.pack(feed).stream()
                .flatMap(pack -> pack.fields().stream())
                .collect(Collectors.toUnmodifiableMap(Field::id, Function.identity()));
    }

    /** @param language of the page; a field no pack knows any more keeps its id */
    public String name(String id, String language) {
        return mappings.feeds().stream()
                .map(packs::pack)
                .flatMap(Optional::stream)
                .filter(pack -> pack.names().contains(id))
                .map(pack -> pack.field(id))
                .findFirst()
                .map(field -> name(field, language))
                .orElse(id);
    }

    private static String name(Field field, String language) {
        return language.equals("en") ? field.nameEn() : field.nameZh();
    }
}
