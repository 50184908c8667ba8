package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.FeedId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people call a feed.
 *
 * @param zh the name in its mapping file, or the id where it gives none
 * @param en the English name; null where it gives none
 */
public record FeedName(FeedId feed, String zh, @Nullable String en) {
    /** In English where there is an English name; a Chinese name in an English sentence is followed by the id. */
    public String in(String language) {
        if (!language.equals(Locale.ENGLISH.getLanguage())) {
            return zh;
        }
        return en != null ? en : zh.equals(feed.value()) ? zh : zh + " (" + feed + ")";
    }
}
