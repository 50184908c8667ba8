package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes an answer that is right into one that is not. */
class Distortion {
    private static final String BAD = "B999";
    private static final String STRANGER = "NEVER-SENT";

    private static final Set<Act> ALL = EnumSet.of(
            Act.TWICE,
            Act.LATE,
            Act.GOOD_THEN_BAD,
            Act.BAD_THEN_GOOD,
            Act.REFUSE_STAGE,
            Act.UNKNOWN_RECORDS,
            Act.WRONG_COUNTS,
            Act.CHANGE_IDS,
            Act.CLOCK_WRONG);

    private final AtomicLong answers = new AtomicLong();

    /** Whether it changes what is said, rather than whether or how. */
    static boolean isOne(Deed deed) {
        return ALL.contains(deed.act());
    }

    /** @param now by the hub's clock @param records of the package the answer is about */
    Said apply(List<Deed> deeds, Said said, List<Judged> records, Instant now) {
        var body = said.body();
        var receipts = body.receipts();
        if (receipts != null) {
            for (var deed : deeds) {
                receipts = distorted(deed, receipts, records, now);
            }
        }
        var receiptNo = body.receiptNo();
        if (Deed.has(deeds, Act.CHANGE_IDS) && receiptNo != null) {
            receiptNo += "-" + answers.incrementAndGet();
        }
        return new Said(
                said.status(), new Said.Body(body.code(), body.message(), body.packageId(), receiptNo, receipts));
    }

    private List<Said.Stage> distorted(Deed deed, List<Said.Stage> receipts, List<Judged> records, Instant now) {
        var last = receipts.isEmpty() ? "" : receipts.get(receipts.size() - 1).stage();
        return switch (deed.act()) {
            case TWICE -> twice(receipts);
            case LATE -> before(deed.stageOr("R2"), receipts);
            case GOOD_THEN_BAD -> each(receipts, deed.stageOr(last), good -> List.of(good, bad(deed, good, records)));
            case BAD_THEN_GOOD -> each(receipts, deed.stageOr(last), good -> List.of(bad(deed, good, records), good));
            case REFUSE_STAGE -> each(receipts, deed.stageOr(last), good -> List.of(bad(deed, good, records)));
            case UNKNOWN_RECORDS -> each(receipts, last, Distortion::withStranger);
            case WRONG_COUNTS -> each(receipts, last, Distortion::withoutTheFirst);
            case CHANGE_IDS -> renumbered(receipts);
            case CLOCK_WRONG -> stamped(receipts, now.plus(deed.by()));
            default -> receipts;
        };
    }

    private static List<Said.Stage> twice(List<Said.Stage> receipts) {
        var all = new ArrayList<>(receipts);
        all.addAll(receipts);
        return all;
    }

    private static List<Said.Stage> before(String stage, List<Said.Stage> receipts) {
        return receipts.stream()
                .filter(receipt -> receipt.stage().compareTo(stage) < 0)
                .toList();
    }

    private interface Replaced {
        List<Said.Stage> by(Said.Stage stage);
    }

    private static List<Said.Stage> each(List<Said.Stage> receipts, String stage, Replaced replaced) {
        return receipts.stream()
                .flatMap(receipt ->
                        receipt.stage().equals(stage) ? replaced.by(receipt).stream() : List.of(receipt).stream())
                .toList();
    }

    /** Of the records the deed means, beside what is said of the others; of the whole package where it names none. */
    private static Said.Stage bad(Deed deed, Said.Stage good, List<Judged> records) {
        if (deed.record() == null) {
            return new Said.Stage(good.stage(), BAD, deed.message(), List.of());
        }
        var results = new ArrayList<Said.Result>();
        good.records().stream()
                .filter(result -> !deed.means(result.sourceRecordNo()))
                .forEach(results::add);
        records.stream()
                .filter(record -> deed.means(record.sourceRecordNo()))
                .forEach(record -> results.add(new Said.Result(record.sourceRecordNo(), BAD, deed.message(), null)));
        long refused =
                results.stream().filter(result -> !result.code().equals("0")).count();
        return new Said.Stage(good.stage(), "0", refused + " refused", results);
    }

    private static List<Said.Stage> withStranger(Said.Stage stage) {
        var results = new ArrayList<>(stage.records());
        results.add(new Said.Result(STRANGER, "0", null, "X-0"));
        results.add(new Said.Result(STRANGER + "-2", BAD, "what is this", null));
        return List.of(new Said.Stage(stage.stage(), stage.code(), stage.message(), results));
    }

    private static List<Said.Stage> withoutTheFirst(Said.Stage stage) {
        var results = stage.records().isEmpty()
                ? stage.records()
                : stage.records().subList(1, stage.records().size());
        int wrong = stage.records().size() + 1;
        return List.of(new Said.Stage(stage.stage(), stage.code(), wrong + " stored", results, null, wrong));
    }

    private List<Said.Stage> renumbered(List<Said.Stage> receipts) {
        long turn = answers.incrementAndGet();
        UnaryOperator<@Nullable String> other =
                id -> Optional.ofNullable(id).map(known -> known + "-" + turn).orElse(null);
        return receipts.stream()
                .map(stage -> new Said.Stage(
                        stage.stage(),
                        stage.code(),
                        stage.message(),
                        stage.records().stream()
                                .map(result -> new Said.Result(
                                        result.sourceRecordNo(),
                                        result.code(),
                                        result.message(),
                                        other.apply(result.platformId())))
                                .toList()))
                .toList();
    }

    private static List<Said.Stage> stamped(List<Said.Stage> receipts, Instant at) {
        return receipts.stream()
                .map(stage -> new Said.Stage(
                        stage.stage(), stage.code(), stage.message(), stage.records(), at.toString(), stage.accepted()))
                .toList();
    }
}
