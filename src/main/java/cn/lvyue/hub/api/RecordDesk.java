package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.security.Looks;
import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.security.Looks.Seen;
import cn.lvyue.hub.security.Looks.Subject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where records are looked at, by calls and on pages: masked, or unmasked for a purpose; and who looked. */
@Component
public class RecordDesk {
    private final Ledger ledger;
    private final RecordViews views;
    private final Reveals reveals;
    private final RecordLooks looks;
    private final Looks book;

    RecordDesk(Ledger ledger, RecordViews views, Reveals reveals, RecordLooks looks, Looks book) {
        this.ledger = ledger;
        this.views = views;
        this.reveals = reveals;
        this.looks = looks;
        this.book = book;
    }

    /**
     * A record at one of its revisions.
     *
     * @param revision null for the latest
     * @param reason why personal data is to be shown, which is written down first; null if it is masked
     */
    public RecordAnswer view(
            String recordId, @Nullable Integer revision, @Nullable RevealReason reason, HttpServletRequest request) {
        return view(known(recordId), revision, reason, request);
    }

    RecordAnswer view(
            KnownRecord known, @Nullable Integer revision, @Nullable RevealReason reason, HttpServletRequest request) {
        int shown = revision == null ? known.revision() : revision;
        return views.of(known, shown, reason == null ? null : fields -> reveal(known, fields, reason, request));
    }

    private void reveal(KnownRecord known, List<String> fields, RevealReason reason, HttpServletRequest request) {
        var id = known.recordId().toString();
        reveals.show(request, new Subject(Kind.RECORD, id), reason, new Seen(fields, List.of(id)));
    }

    /** Up to when this person may look at this record again without saying why; empty if he has to say it. */
    public Optional<Instant> openUntil(String recordId, HttpServletRequest request) {
        return book.openUntil(
                Actors.of(request),
                new Subject(Kind.RECORD, known(recordId).recordId().toString()));
    }

    /** Who saw it, newest first. @param before ids below; null for the newest */
    public SeenAnswer seen(String recordId, @Nullable Long before, int limit) {
        return looks.at(known(recordId), before == null ? Long.MAX_VALUE : before, Limits.page(limit, Limits.PAGE));
    }

    KnownRecord known(String recordId) {
        return KnownRecords.needed(ledger, recordId);
    }
}
