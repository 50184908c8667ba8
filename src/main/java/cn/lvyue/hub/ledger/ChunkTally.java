package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReadEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one transaction adds to the sums of a day: messages, records by outcome, and how many of them have which finding. */
final class ChunkTally {
    /** In order, but none of the standard's business; a record that lacks something as well (P103, P104) is not among them. */
    private static final Set<String> OUTSIDE = Set.of("P101", "P102", "P105");

    private static final Set<String> INCOMPLETE = Set.of("P103", "P104");

    /** Fields are the pack's or the mapping's; an upstream system that invents names must not fill the table with them. */
    private static final int MOST_MARKS = 500;

    private static final int LONGEST_FIELD = 64;
    private static final double NANOS = 1e9;

    /** @param field empty for a finding of the whole */
    record Mark(String code, String field) implements Comparable<Mark> {
        @Override
        public int compareTo(Mark other) {
            int byCode = code.compareTo(other.code);
            return byCode != 0 ? byCode : field.compareTo(other.field);
        }
    }

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<Mark, Integer> marks = new TreeMap<>();
    private int outside;
    private int begun;
    private int done;
    private int unreadable;
    private double seconds;

    void add(Decision decision) {
        counts.merge(decision.outcome(), 1, Integer::sum);
        var findings = decision.findings();
        if (!findings.isEmpty()) {
            mark(findings);
            if (decision.outcome() == Outcome.PARKED && isOutside(findings)) {
                outside++;
            }
        }
    }

    /** A message is taken up. */
    void begin() {
        begun++;
    }

    /** A message ends. */
    void end(Message message, ReadEnd end, Instant now) {
        if (end.unreadable()) {
            unreadable++;
        } else {
            done++;
        }
        seconds += Duration.between(message.receivedAt(), now).toNanos() / NANOS;
        mark(end.findings());
    }

    private void mark(List<Finding> findings) {
        for (int i = 0; i < findings.size(); i++) {
            var mark = mark(findings.get(i));
            if (!isTold(findings, i, mark)) {
                marks.merge(mark, 1, Integer::sum);
            }
        }
    }

    private Mark mark(Finding finding) {
        var field = finding.field();
        if (field == null || marks.size() >= MOST_MARKS) {
            return new Mark(finding.code(), "");
        }
        return new Mark(finding.code(), field.length() > LONGEST_FIELD ? field.substring(0, LONGEST_FIELD) : field);
    }

    /** Counted are records, not findings: two of a kind in one record are one. */
    private boolean isTold(List<Finding> findings, int before, Mark mark) {
        for (int i = 0; i < before; i++) {
            if (findings.get(i).code().equals(mark.code())
                    && mark(findings.get(i)).equals(mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutside(List<Finding> findings) {
        boolean outside = false;
        for (var finding : findings) {
            if (INCOMPLETE.contains(finding.code())) {
                return false;
            }
            outside |= OUTSIDE.contains(finding.code());
        }
        return outside;
    }

    Map<Outcome, Integer> counts() {
        return counts;
    }

    int outside() {
        return outside;
    }

    Map<Mark, Integer> marks() {
        return marks;
    }

    int begun() {
        return begun;
    }

    int done() {
        return done;
    }

    int unreadable() {
        return unreadable;
    }

    /** From archived to ended, of all that ended. */
    double seconds() {
        return seconds;
    }
}
