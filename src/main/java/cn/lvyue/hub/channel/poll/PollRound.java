package cn.lvyue.hub.channel.poll;

import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.signing.Sm3;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads one window of one source: page after page, each archived as it came, again if the pages did not stand still. Nothing
 * here moves the watermark.
 */
final class PollRound {
    private final PollWindow window;
    private final PolledSource source;
    private final ReadPlan plan;
    private final Tools tools;
    private Pass pass;
    private int passes;
    private int pages;
    private long clockAhead;

    record Tools(PageClient client, PageReader reader, Reception reception, Clock clock, Journal journal) {}

    /** Keeps book of a round. */
    interface Journal {
        /** Asked before every call: notes how far the round is, renews the lease and tells whether it is still ours. */
        boolean mayGoOn(PollRound round);

        /**
         * @param number in the order of asking, over all passes, from 1
         * @param page as asked for
         */
        void archived(int number, int page, long messageId);
    }

    PollRound(PollWindow window, PolledSource source, ReadPlan plan, Tools tools) {
        this.window = window;
        this.source = source;
        this.plan = plan;
        this.tools = tools;
        this.pass = new Pass(source.paging());
    }

    RoundEnd read() {
        Pass earlier = null;
        for (passes = 1; passes <= source.paging().passes(); passes++) {
            pass = new Pass(source.paging());
            var end = walk();
            if (end == null && (pass.isWhole() || earlier != null && pass.confirms(earlier))) {
                end = whole(null, 0);
            }
            if (end != null) {
                return end;
            }
            earlier = pass;
        }
        passes = source.paging().passes();
        var found = "%d / %d".formatted(pass.records(), pass.promised().orElse(-1));
        return new RoundEnd.Failed(pass.isShort() ? PollFault.INCOMPLETE : PollFault.UNSTABLE, found);
    }

    /** @return null when the last page was read */
    private @Nullable RoundEnd walk() {
        for (int number = 0; number < source.paging().mostPages(); number++) {
            if (!tools.journal().mayGoOn(this)) {
                return new RoundEnd.Interrupted();
            }
            var answer = ask(number);
            if (answer instanceof PageAnswer.None none) {
                return new RoundEnd.Failed(none.code(), place(number) + none.detail(), none.retryAfter());
            }
            var body = (PageAnswer.Body) answer;
            var page = tools.reader().read(body.body(), plan, now(body));
            var end = take(number, body, page);
            if (end != null) {
                return end;
            }
            if (pass.endsWith(page)) {
                return null;
            }
        }
        return new RoundEnd.Failed(
                PollFault.LIMIT, "paging.most-pages = " + source.paging().mostPages());
    }

    private PageAnswer ask(int number) {
        var answer = tools.client().page(number, window.since(), window.until());
        for (int attempt = 1; attempt < source.http().attempts() && isUnanswered(answer); attempt++) {
            if (!tools.journal().mayGoOn(this)) {
                return answer;
            }
            answer = tools.client().page(number, window.since(), window.until());
        }
        return answer;
    }

    private static boolean isUnanswered(PageAnswer answer) {
        return answer instanceof PageAnswer.None none && none.code().equals(PollFault.NO_ANSWER.code());
    }

    /**
     * An error page is archived too: it is what the source said, and shows as an unreadable exchange. What stood in the only
     * page of the last round, and nothing else, is archived already.
     */
    private @Nullable RoundEnd take(int number, PageAnswer.Body body, Page page) {
        var fault = page.fault();
        if (fault == null && !pass.add(page, body.date())) {
            return new RoundEnd.Failed(PollFault.REPEATED_PAGE, place(number) + page.records());
        }
        pages++;
        var digest = Sm3.hex(body.body());
        if (fault == null && number == 0 && digest.equals(window.quietPage())) {
            return whole(digest, window.quietWindow());
        }
        var message = tools.reception().receive(arrival(number, body, digest));
        tools.journal().archived(pages, source.paging().first() + number, message.id());
        return fault == null
                ? onlyPage(number, digest, page)
                : new RoundEnd.Failed(PollFault.ERROR_PAGE, place(number) + fault);
    }

    private @Nullable RoundEnd onlyPage(int number, String digest, Page page) {
        return number == 0 && passes == 1 && pass.endsWith(page) && pass.isWhole()
                ? whole(digest, window.number())
                : null;
    }

    private Arrival arrival(int number, PageAnswer.Body body, String digest) {
        return new Arrival(
                plan.feed(),
                Channel.POLL,
                "page-%d.json".formatted(source.paging().first() + number),
                body.mediaType(),
                "poll:%s:%d:%s".formatted(window.source(), window.number(), digest),
                new ByteArrayInputStream(body.body()));
    }

    /**
     * Where the next window starts: what changed while this one was being read may have been missed, so never after its first
     * answer; by the source's clock, because ours may be ahead of it.
     */
    private RoundEnd whole(@Nullable String onlyPage, long pageWindow) {
        var begun = pass.begun();
        var mark = source.window().changed().isEmpty() ? begun : pass.latest();
        if (source.window().changed().isEmpty() && begun == null) {
            return new RoundEnd.Whole(null, PollFault.NO_TIME.code(), onlyPage, pageWindow);
        }
        return new RoundEnd.Whole(earliest(earliest(mark, begun), window.until()), null, onlyPage, pageWindow);
    }

    private static @Nullable Instant earliest(@Nullable Instant mark, @Nullable Instant limit) {
        return mark == null || limit == null || mark.isBefore(limit) ? mark : limit;
    }

    /** By the source's clock, if it says. */
    private Instant now(PageAnswer.Body body) {
        var ours = tools.clock().instant();
        var theirs = body.date();
        if (theirs == null) {
            return ours;
        }
        clockAhead = Duration.between(ours, theirs).toMillis();
        return theirs;
    }

    private String place(int number) {
        return "%s=%d: ".formatted(source.paging().page(), source.paging().first() + number);
    }

    int passes() {
        return passes;
    }

    int pages() {
        return pages;
    }

    long records() {
        return pass.records();
    }

    OptionalLong promised() {
        return pass.promised();
    }

    /** Milliseconds by which the source's clock is ahead of ours; 0 if it does not say. */
    long clockAhead() {
        return clockAhead;
    }
}
