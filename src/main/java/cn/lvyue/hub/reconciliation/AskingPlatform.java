package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.delivery.PlatformStatements;
import cn.lvyue.hub.delivery.PlatformStatements.Held;
import cn.lvyue.hub.delivery.PlatformStatements.Listed;
import cn.lvyue.hub.delivery.PlatformStatements.NoneOffered;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gets a platform's statement page by page. What is out of order or goes in circles is no statement. */
@Component
class AskingPlatform {
    private final PlatformStatements statements;
    private final ReconciliationSettings settings;
    private final Clock clock;

    AskingPlatform(PlatformStatements statements, ReconciliationSettings settings, Clock clock) {
        this.statements = statements;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws cn.lvyue.hub.record.TemporaryFailure if the platform cannot be asked at the moment */
    PlatformAnswer ask(Target target, LocalDate date, ReadCount count) {
        var askedAt = clock.instant();
        var list = PlatformList.in(settings.folder());
        boolean done = false;
        try (var writer = list.new Writer()) {
            var answer = new Pages(target, date, list, writer, count).all(askedAt);
            done = true;
            return answer;
        } finally {
            if (!done) {
                list.close();
            }
        }
    }

    Instant overdueBefore(Instant now) {
        var dueBy = statements.receiptsDueBy(now);
        return now.minus(Duration.between(now, dueBy));
    }

    private final class Pages {
        private final Target target;
        private final LocalDate date;
        private final PlatformList list;
        private final PlatformList.Writer writer;
        private final ReadCount count;
        private @Nullable Held last;

        Pages(Target target, LocalDate date, PlatformList list, PlatformList.Writer writer, ReadCount count) {
            this.target = target;
            this.date = date;
            this.list = list;
            this.writer = writer;
            this.count = count;
        }

        PlatformAnswer all(Instant askedAt) {
            Listed first = null;
            String after = "";
            while (after != null) {
                var page = statements.page(target, date, after, settings.page());
                if (page instanceof NoneOffered none) {
                    return new PlatformAnswer(askedAt, null, list, none.why());
                }
                var listed = (Listed) page;
                first = first == null ? listed : first;
                if (!isInOrder(listed, after)) {
                    return new PlatformAnswer(askedAt, null, list, "the platform's statement is not in order");
                }
                after = listed.next();
            }
            return new PlatformAnswer(askedAt, first, list, null);
        }

        private boolean isInOrder(Listed page, String after) {
            for (var held : page.items()) {
                if (!follows(held, after)) {
                    return false;
                }
                writer.add(held);
                count.one();
                last = held;
            }
            var next = page.next();
            return next == null || Numbers.compare(next, after) > 0;
        }

        private boolean follows(Held held, String after) {
            if (Numbers.compare(held.sourceRecordNo(), after) <= 0) {
                return false;
            }
            if (last == null) {
                return true;
            }
            int order = Numbers.compare(last.sourceRecordNo(), held.sourceRecordNo());
            return order < 0 || order == 0 && last.revision() <= held.revision();
        }
    }
}
