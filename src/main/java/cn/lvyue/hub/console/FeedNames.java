package cn.lvyue.hub.console;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What feeds are called on pages. */
@Component
class FeedNames {
    private static final int WIDEST = 200;

    private final Mappings mappings;

    FeedNames(Mappings mappings) {
        this.mappings = mappings;
    }

    /** @param id of a feed, or null for none; one of earlier days, or anything else, is called by its id */
    String of(@Nullable Object id, String language) {
        var word = id == null ? "" : id.toString();
        return mappings.feeds().stream()
                .filter(feed -> feed.value().equals(word))
                .findFirst()
                .map(feed -> of(feed, language))
                .orElse(word);
    }

    String all(Collection<?> ids, String language) {
        return ids.stream().map(id -> of(id, language)).collect(Collectors.joining(language.equals("en") ? ", " : "、"));
    }

    /** As long as a box of the overview is wide, which has room for twenty wide letters. */
    String brief(Object id, String language) {
        var name = of(id, language);
        int width = 0;
        for (int i = 0; i < name.length(); i++) {
            width += name.charAt(i) < '\u1100' ? 6 : 10;
            if (width > WIDEST) {
                return name.substring(0, i) + "…";
            }
        }
        return name;
    }

    private String of(FeedId feed, String language) {
        return mappings.name(feed).in(language);
    }
}
