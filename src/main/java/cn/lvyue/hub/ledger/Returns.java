package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReturnMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which records that went back before the records of one chunk answer. A record answers what went back under its number, and
 * what the mark in a returned copy names, be it without a number or under a wrong one.
 */
final class Returns {
    /**
     * A record that went back and is not answered yet.
     *
     * @param attempt 1 for its first time
     */
    record Open(ReturnMark mark, String sourceRecordNo, int attempt, Instant firstReturnedAt) {}

    /** @param by the record that answers it */
    record Answer(ReturnMark open, ReturnMark by, Outcome outcome) {}

    private final Map<String, List<Open>> byNumber = new HashMap<>();
    private final Map<ReturnMark, Open> byMark = new HashMap<>();
    private final Set<ReturnMark> answered = new HashSet<>();
    private final List<Answer> answers = new ArrayList<>();
    /** Of the message at hand, which cannot answer itself. */
    private final List<Open> ofMessage = new ArrayList<>();

    Returns(List<Open> open) {
        open.forEach(this::put);
    }

    private void put(Open open) {
        byMark.put(open.mark(), open);
        if (!open.sourceRecordNo().isEmpty()) {
            byNumber.computeIfAbsent(open.sourceRecordNo(), number -> new ArrayList<>())
                    .add(open);
        }
    }

    /** Messages that are written together may answer each other. @param before what the record answers, or null */
    void wentBack(long messageId, Decision decision, @Nullable Open before, Instant now) {
        var source = decision.source();
        ofMessage.add(new Open(
                new ReturnMark(messageId, source.row()),
                source.sourceRecordNo(),
                before == null ? 1 : before.attempt() + 1,
                before == null ? now : before.firstReturnedAt()));
    }

    void endMessage() {
        ofMessage.forEach(this::put);
        ofMessage.clear();
    }

    /**
     * Notes what a decision answers. What only repeats a known record, or is older than it, corrects nothing.
     *
     * @return the last attempt at the record, or null if it did not go back before
     */
    @Nullable
    Open answeredBy(long messageId, Decision decision) {
        if (byMark.isEmpty() || (decision.revision() == null && !decision.goesBack())) {
            return null;
        }
        var source = decision.source();
        Open last = null;
        for (var open : candidates(source.sourceRecordNo(), source.answers())) {
            if (answered.add(open.mark())) {
                answers.add(new Answer(open.mark(), new ReturnMark(messageId, source.row()), decision.outcome()));
            }
            last = last == null || open.attempt() > last.attempt() ? open : last;
        }
        return last;
    }

    private List<Open> candidates(String number, @Nullable ReturnMark mark) {
        var found = byNumber.getOrDefault(number, List.of());
        var marked = mark == null ? null : byMark.get(mark);
        if (marked == null || found.contains(marked)) {
            return found;
        }
        var all = new ArrayList<>(found);
        all.add(marked);
        return all;
    }

    List<Answer> answers() {
        return answers;
    }
}
