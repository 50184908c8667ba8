package cn.lvyue.hub.security;

import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Grants looks and keeps the book of them; a look and its audit row are written together. */
@Component
class LookBook implements Looks {
    private static final String ACTION = "personal.reveal";

    private final LookStore store;
    private final Audit audit;
    private final PersonalSettings settings;
    private final boolean purposeRequired;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LookBook(
            LookStore store,
            Audit audit,
            PersonalSettings settings,
            ObjectProvider<LocalSecrets> trial,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.audit = audit;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
        var required = settings.purposeRequired();
        this.purposeRequired = required == null ? trial.getIfAvailable() == null : required;
    }

    @Override
    public Result look(Actor who, Subject subject, Why why, Seen seen) {
        return inTransaction(() -> {
            var now = clock.instant();
            var missing = missing(why);
            if (isUnsaid(why) || missing.isEmpty()) {
                var open = store.again(who.name(), subject, normalised(why), seen, now);
                if (open.isPresent()) {
                    return new Granted(open.get());
                }
            }
            if (missing.isEmpty()) {
                return granted(who, subject, normalised(why), seen, now);
            }
            if (isUnsaid(why) && !purposeRequired) {
                return granted(who, subject, new Why(Purpose.TRIAL.name(), null, "-"), seen, now);
            }
            keepRefusal(who, subject, why, "missing: " + String.join(", ", missing));
            return new Missing(missing);
        });
    }

    @Override
    public Optional<Instant> openUntil(Actor who, Subject subject) {
        return store.openUntil(who.name(), subject, clock.instant());
    }

    private Granted granted(Actor who, Subject subject, Why why, Seen seen, Instant now) {
        var until = now.plus(settings.grant());
        store.add(who, subject, why, seen, now, until, null);
        audit.note(who, ACTION, text(subject, why) + " fields " + String.join(",", seen.fields()), "shown");
        return new Granted(until);
    }

    @Override
    public void fetched(Actor source, Subject subject) {
        var why = new Why(Purpose.SENDER.name(), null, source.name());
        inTransaction(() -> {
            var now = clock.instant();
            var seen = Seen.wholeDocument();
            return store.again(source.name(), subject, why, seen, now)
                    .<Result>map(Granted::new)
                    .orElseGet(() -> granted(source, subject, why, seen, now));
        });
    }

    @Override
    public void refused(Actor who, Subject subject, Why why, String reason) {
        transaction.executeWithoutResult(status -> keepRefusal(who, subject, why, reason));
    }

    private void keepRefusal(Actor who, Subject subject, Why why, String reason) {
        var now = clock.instant();
        var said = new Why(shortened(why.purpose()), shortened(why.text()), shortened(why.reference()));
        store.add(who, subject, said, new Seen(List.of(), recordOf(subject)), now, now, reason);
        audit.note(who, ACTION, text(subject, said), "refused: " + reason);
    }

    private static List<String> recordOf(Subject subject) {
        return subject.kind() == Kind.RECORD ? List.of(subject.id()) : List.of();
    }

    private static String text(Subject subject, Why why) {
        return "%s %s purpose %s%s reference %s"
                .formatted(
                        subject.kind(),
                        subject.id(),
                        why.purpose(),
                        why.text() == null ? "" : " (" + why.text() + ")",
                        why.reference());
    }

    @Override
    public List<Look> at(String recordId, Collection<Long> messages, long before, int limit) {
        return store.at(recordId, messages, before, limit);
    }

    private Result inTransaction(Supplier<Result> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static boolean isUnsaid(Why why) {
        return isBlank(why.purpose()) && isBlank(why.reference());
    }

    /** What a look for a person needs and this one does not say, or not in a usable form. */
    private static List<String> missing(Why why) {
        var missing = new ArrayList<String>();
        var purpose = Optional.ofNullable(why.purpose()).flatMap(Purpose::named);
        if (purpose.isEmpty()) {
            missing.add("purpose");
        }
        if (isUnusable(why.text(), purpose.filter(Purpose.OTHER::equals).isPresent())) {
            missing.add("purposeText");
        }
        if (isUnusable(why.reference(), true)) {
            missing.add("reference");
        }
        return missing;
    }

    private static boolean isUnusable(@Nullable String text, boolean needed) {
        if (text == null || text.isBlank()) {
            return needed;
        }
        return text.length() > Why.LONGEST || text.chars().anyMatch(Character::isISOControl);
    }

    private static Why normalised(Why why) {
        return new Why(
                Optional.ofNullable(why.purpose())
                        .flatMap(Purpose::named)
                        .map(Enum::name)
                        .orElse(null),
                stripped(why.text()),
                stripped(why.reference()));
    }

    private static @Nullable String shortened(@Nullable String text) {
        var said = stripped(text);
        if (said == null) {
            return null;
        }
        var one = said.replaceAll("\\p{Cntrl}", " ");
        return one.length() > Why.LONGEST ? one.substring(0, Why.LONGEST) : one;
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
