package cn.lvyue.hub.api;

import cn.lvyue.hub.proof.Verifications;
import cn.lvyue.hub.proof.Verifications.Report;
import cn.lvyue.hub.standard.FindingCatalog;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where checks of the archive are asked for, by calls and on pages. Refuses with a {@link Refusal}. */
@Component
public class VerificationDesk {
    private final Verifications verifications;
    private final FindingCatalog catalog;

    VerificationDesk(Verifications verifications, FindingCatalog catalog) {
        this.verifications = verifications;
        this.catalog = catalog;
    }

    /** @param pinned texts of statements that were kept outside; null for none */
    public VerificationAnswer start(
            @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String pinned, HttpServletRequest request) {
        try {
            long id = verifications.start(Actors.of(request).name(), from, to, pinned);
            return answer(Long.toString(id), 0, Limits.PAGE_DEFAULT);
        } catch (IllegalArgumentException refused) {
            var words = String.valueOf(refused.getMessage()).split(" / ", 2);
            throw Refusal.of(ProblemKind.BAD_PARAMETER, words[0], words[words.length - 1]);
        }
    }

    /** Newest first. @param before ids below; null for the newest */
    public VerificationAnswer.Page list(@Nullable String before, int limit) {
        int page = Limits.page(limit, Limits.BATCH_PAGE);
        var reports = verifications.reports(before == null ? Long.MAX_VALUE : Limits.id(before), page);
        var items = reports.stream()
                .map(report -> VerificationAnswer.of(report, List.of(), catalog, page))
                .toList();
        return new VerificationAnswer.Page(
                items, items.size() < page ? null : items.get(items.size() - 1).verificationId());
    }

    /** How far a check is, and what it found. @param after number of the last one seen, 0 for none */
    public VerificationAnswer answer(String id, long after, int limit) {
        var report = report(id);
        return VerificationAnswer.of(
                report,
                verifications.faults(report.id(), Math.max(0, after), Limits.page(limit, Limits.PAGE)),
                catalog,
                limit);
    }

    public VerificationAnswer cancel(String id) {
        verifications.cancel(report(id).id());
        return answer(id, 0, Limits.PAGE_DEFAULT);
    }

    private Report report(String id) {
        return verifications.report(Limits.id(id)).orElseThrow(() -> Refusal.notFound("核验", "verification", id));
    }
}
