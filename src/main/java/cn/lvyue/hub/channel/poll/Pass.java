package cn.lvyue.hub.channel.poll;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk through the pages of a window, and whether it can have seen everything. */
final class Pass {
    private final PolledSource.Paging paging;
    private final Digests ids = new Digests();
    private final Digests contents = new Digests();
    private final Set<Long> lists = new HashSet<>();
    private OptionalLong promised = OptionalLong.empty();
    private OptionalLong pagesPromised = OptionalLong.empty();
    private boolean shifted;
    private int pages;
    private long records;
    private int pageSize;
    private @Nullable Instant begun;
    private @Nullable Instant latest;

    Pass(PolledSource.Paging paging) {
        this.paging = paging;
    }

    /**
     * Adds the next page.
     *
     * @param at the source's clock when it answered; null if it does not say
     * @return false if an earlier page held the same records: the source does not heed the page's number
     */
    boolean add(Page page, @Nullable Instant at) {
        if (pages == 0) {
            promised = page.total();
            pagesPromised = page.pages();
            pageSize = page.records() > 0 ? Math.min(page.records(), paging.records()) : paging.records();
            begun = at;
        } else {
            shifted |= !promised.equals(page.total()) || !pagesPromised.equals(page.pages());
        }
        if (page.records() > 0 && !lists.add(Digests.of(Arrays.toString(page.contents())))) {
            return false;
        }
        pages++;
        records += page.records();
        ids.addAll(page.ids());
        contents.addAll(page.contents());
        var changed = page.latest();
        if (changed != null && (latest == null || changed.isAfter(latest))) {
            latest = changed;
        }
        return true;
    }

    /** Whether nothing more is to be asked for after this page: as the source promises, else after the first short page. */
    boolean endsWith(Page page) {
        if (page.pages().isPresent()) {
            return pages >= page.pages().getAsLong();
        }
        if (page.total().isPresent()) {
            return (long) pages * pageSize >= page.total().getAsLong();
        }
        return page.records() < paging.records();
    }

    /**
     * Whether every record of the window was seen for certain. While rows move from page to page, one may be read twice and
     * another not at all; then a count that changes or a record that comes twice gives it away.
     */
    boolean isWhole() {
        return !shifted
                && !isShort()
                && (ids.distinct() == records || ids.distinct() >= promised.orElse(Long.MAX_VALUE));
    }

    /** Whether a second walk saw exactly the same: what comes twice then stands twice in the data. */
    boolean confirms(Pass earlier) {
        return !shifted && !isShort() && contents.sameAs(earlier.contents);
    }

    boolean isShort() {
        return records < promised.orElse(0);
    }

    int pages() {
        return pages;
    }

    long records() {
        return records;
    }

    OptionalLong promised() {
        return promised;
    }

    @Nullable
    Instant begun() {
        return begun;
    }

    @Nullable
    Instant latest() {
        return latest;
    }
}
