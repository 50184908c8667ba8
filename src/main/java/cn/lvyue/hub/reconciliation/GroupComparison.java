package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.delivery.PlatformStatements.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares what both sides have under one source record number. Each of ours meets at most one of theirs: of the same revision,
 * and if there are several (two sources may use the same number) by the platform's own id.
 */
final class GroupComparison {
    private final List<SentLine> ours;
    private final List<Held> theirs;
    private final Rules rules;
    private final Consumer<Differing> out;

    /**
     * @param listed whether the platform has a statement at all
     * @param amounts whether amounts go to this platform
     * @param askedAt what was sent since cannot be expected in it
     * @param overdueBefore what was sent before this moment should have its final receipt
     */
    record Rules(boolean listed, boolean amounts, Instant askedAt, Instant overdueBefore) {}

    private GroupComparison(List<SentLine> ours, List<Held> theirs, Rules rules, Consumer<Differing> out) {
        this.ours = new ArrayList<>(ours);
        this.theirs = new ArrayList<>(theirs);
        this.rules = rules;
        this.out = out;
    }

    static void compare(List<SentLine> ours, List<Held> theirs, Rules rules, Consumer<Differing> out) {
        new GroupComparison(ours, theirs, rules, out).run();
    }

    private void run() {
        var met = new ArrayList<Held>();
        for (var line : List.copyOf(ours)) {
            var held = partner(line);
            if (held != null) {
                ours.remove(line);
                theirs.remove(held);
                met.add(held);
                bothHave(line, held);
            }
        }
        for (var held : List.copyOf(theirs)) {
            if (met.stream().anyMatch(one -> one.revision() == held.revision())) {
                theirs.remove(held);
                out.accept(new Differing(Differing.DOUBLED, null, held));
            }
        }
        ours.forEach(line -> onlyOurs(line, met));
        theirs.forEach(held -> out.accept(new Differing(Differing.NOT_OURS, null, held)));
    }

    private @Nullable Held partner(SentLine line) {
        Held found = null;
        for (var held : theirs) {
            if (held.revision() == line.revision()) {
                if (line.platformId() != null && line.platformId().equals(held.platformId())) {
                    return held;
                }
                found = found == null ? held : found;
            }
        }
        return found;
    }

    private void bothHave(SentLine line, Held held) {
        switch (line.stage()) {
            case AWAITING, RECEIPTED -> {
                if (held.dataState() != line.kind()) {
                    out.accept(new Differing(Differing.OTHER_STATE, line, held));
                }
                if (rules.amounts() && !Objects.equals(line.sentAmount(), held.amount())) {
                    out.accept(new Differing(Differing.OTHER_AMOUNT, line, held));
                }
                tellOverdue(line, held);
            }
            case REFUSED -> out.accept(new Differing(Differing.REFUSED_AND_THERE, line, held));
            case UNKNOWN, FAILED -> out.accept(new Differing(Differing.UNKNOWN, line, held));
            case HELD -> out.accept(new Differing(Differing.HELD, line, held));
            case PENDING, SUPERSEDED, LOST -> out.accept(new Differing(Differing.NOT_OURS, line, held));
        }
    }

    private void onlyOurs(SentLine line, List<Held> met) {
        switch (line.stage()) {
            case AWAITING, RECEIPTED -> {
                if (rules.listed()) {
                    notThere(line, met);
                } else {
                    tellOverdue(line, null);
                }
            }
            case REFUSED -> out.accept(new Differing(Differing.REFUSED, line, null));
            case UNKNOWN -> out.accept(new Differing(Differing.UNKNOWN, line, null));
            case HELD, FAILED -> out.accept(new Differing(Differing.HELD, line, null));
            case PENDING, SUPERSEDED, LOST -> {}
        }
    }

    /** A platform that keeps only the newest has what it should; what was sent while it was asked is not to be found yet. */
    private void notThere(SentLine line, List<Held> met) {
        boolean newerIsThere = met.stream().anyMatch(held -> held.revision() > line.revision());
        boolean onItsWay = line.sentAt() != null && !line.sentAt().isBefore(rules.askedAt());
        if (newerIsThere || onItsWay) {
            return;
        }
        var other = theirs.stream().findFirst();
        other.ifPresent(theirs::remove);
        out.accept(other.map(held -> new Differing(Differing.OTHER_REVISION, line, held))
                .orElseGet(() -> new Differing(Differing.MISSING, line, null)));
    }

    private void tellOverdue(SentLine line, @Nullable Held held) {
        boolean late = line.sentAt() != null && line.sentAt().isBefore(rules.overdueBefore());
        if (line.stage() == Stage.AWAITING && late) {
            out.accept(new Differing(Differing.OVERDUE, line, held));
        }
    }
}
