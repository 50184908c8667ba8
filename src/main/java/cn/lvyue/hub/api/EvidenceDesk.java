package cn.lvyue.hub.api;

import cn.lvyue.hub.evidence.EvidenceBundles;
import cn.lvyue.hub.evidence.EvidenceBundles.Wish;
import cn.lvyue.hub.evidence.HandOvers;
import cn.lvyue.hub.evidence.HandOvers.Amount;
import cn.lvyue.hub.evidence.HandOvers.Days;
import cn.lvyue.hub.evidence.HandOvers.Volume;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.security.Looks.Seen;
import cn.lvyue.hub.security.Looks.Subject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Where evidence and hand-over volumes are handed out, to calls and on pages. Refuses with a {@link Refusal}. */
@Component
public class EvidenceDesk {
    /** Bytes of content in a volume, by default. */
    public static final long VOLUME = 1L << 30;

    private static final long LARGEST_VOLUME = 64L << 30;

    private final EvidenceBundles bundles;
    private final HandOvers handOvers;
    private final Ledger ledger;
    private final FeedPacks feeds;
    private final Reveals reveals;
    private final Clock clock;

    EvidenceDesk(
            EvidenceBundles bundles,
            HandOvers handOvers,
            Ledger ledger,
            FeedPacks feeds,
            Reveals reveals,
            Clock clock) {
        this.bundles = bundles;
        this.handOvers = handOvers;
        this.ledger = ledger;
        this.feeds = feeds;
        this.reveals = reveals;
        this.clock = clock;
    }

    /**
     * Hands out what proves one record, as a ZIP.
     *
     * @param full with personal data, which is a look and needs a reason
     * @param reason why it is wanted, written into the bundle
     * @param pinned a day whose statement was kept outside
     */
    public void evidence(
            String recordId,
            boolean full,
            RevealReason reason,
            @Nullable LocalDate pinned,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var known = KnownRecords.needed(ledger, recordId);
        if (full) {
            var id = known.recordId().toString();
            reveals.show(request, new Subject(Kind.EVIDENCE, id), reason, new Seen(List.of(Seen.ALL), List.of(id)));
        }
        var by = Actors.of(request).name();
        var wish = new Wish(known.recordId(), full, by, reason.purpose(), reason.reference(), pinned);
        var bundle = bundles.of(wish).orElseThrow(() -> Refusal.notFound("记录", "record", recordId));
        begin(response, bundle.filename());
        bundle.writeTo(response.getOutputStream());
    }

    /** How much there is to hand over. */
    public Amount amount(LocalDate from, LocalDate to, @Nullable String feed) {
        return handOvers.amount(days(from, to, feed));
    }

    /** @param number of the volume, from 1 @param after {@code next} of the one before, "" for the first @param bytes of content in it */
    public record Volumes(
            LocalDate from, LocalDate to, @Nullable String feed, int number, String after, long bytes) {}

    /** Hands out one volume for the records office, as a ZIP. */
    public void volume(Volumes wanted, RevealReason reason, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var days = days(wanted.from(), wanted.to(), wanted.feed());
        if (!wanted.after().matches("|[0-9]{1,18}-[0-9]{1,18}")) {
            throw Refusal.badParameter("after", wanted.after(), "上一卷清单的 next", "the next of the volume before");
        }
        if (wanted.bytes() < 1 || wanted.bytes() > LARGEST_VOLUME) {
            throw Refusal.badParameter("bytes", Long.toString(wanted.bytes()), "1 至 64 GB", "1 byte to 64 GB");
        }
        var subject = "handover %s %s %s"
                .formatted(wanted.from(), wanted.to(), wanted.feed() == null ? "all" : wanted.feed());
        reveals.show(request, new Subject(Kind.EXPORT, subject), reason, Seen.wholeDocument());
        begin(response, "handover-%s-%s-%04d.zip".formatted(wanted.from(), wanted.to(), wanted.number()));
        handOvers.write(
                new Volume(
                        days,
                        wanted.number(),
                        wanted.after(),
                        wanted.bytes(),
                        Actors.of(request).name()),
                response.getOutputStream());
    }

    private Days days(LocalDate from, LocalDate to, @Nullable String feed) {
        if (to.isBefore(from)) {
            throw Refusal.badParameter("to", to.toString(), "不早于 from", "not before from");
        }
        if (!to.isBefore(Times.day(clock.instant()))) {
            throw Refusal.badParameter("to", to.toString(), "今天以前的日期", "a day before today");
        }
        return new Days(from, to, feed == null ? null : feeds.feed(feed).value());
    }

    private static void begin(HttpServletResponse response, String filename) {
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + filename + "\"");
    }
}
