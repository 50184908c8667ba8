package cn.lvyue.hub.console;

import cn.lvyue.hub.api.FeedPacks;
import cn.lvyue.hub.mapping.Derivation;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.Divisions;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.StandardPack;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the fields of standards are called; the bean {@code fieldWords} of the templates. */
@Component("fieldWords")
class FieldWords {
    /** The name of the check that a field holds the code of a division. */
    private static final String DIVISION = "division";

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])[A-Z]");
    private static final Pattern SHORT = Pattern.compile("\\b(?:id|uscc)\\b");

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

    /** What a code says, by the code lists and the divisions of the feed's standard; empty for any other value. */
    public String meaning(String feed, String id, String value) {
        return packs.pack(new FeedId(feed))
                .filter(pack -> pack.names().contains(id))
                .map(pack -> meaning(pack, pack.field(id), value))
                .orElse("");
    }

    private static String meaning(StandardPack pack, Field field, String value) {
        var list = field.codeList();
        if (list != null) {
            var said = pack.codeList(list).names().getOrDefault(value, "");
            return said.equals(value) ? "" : said;
        }
        return DIVISION.equals(field.check()) ? division(pack.divisions().byCode(value)) : "";
    }

    private static String division(Divisions.Found found) {
        if (found instanceof Divisions.Current current) {
            return current.name();
        }
        if (found instanceof Divisions.Retired retired) {
            return retired.name();
        }
        return found instanceof Divisions.Zone zone ? zone.name() : "";
    }

    /** @param field null for one that no pack knows, which keeps its id, and for the source's own version */
    public static String name(String id, @Nullable Field field, String language) {
        if (field == null) {
            return id.equals(Derivation.VERSION) ? version(language) : id;
        }
        return name(field, language);
    }

    /** As {@link #words}, for templates. */
    public String english(String name) {
        return words(name);
    }

    /** An English name as packs give it, {@code complainantIdNo}, as people read it: {@code Complainant ID no}. */
    static String words(String name) {
        if (name.isEmpty()) {
            return name;
        }
        var said = HUMP.matcher(name).replaceAll(hump -> " " + hump.group().toLowerCase(Locale.ROOT));
        said = SHORT.matcher(said).replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
        return Character.toUpperCase(said.charAt(0)) + said.substring(1);
    }

    private static String version(String language) {
        return language.equals("en") ? "Version at the source" : "来源的版本";
    }

    private static String name(Field field, String language) {
        return language.equals("en") ? words(field.nameEn()) : field.nameZh();
    }
}
