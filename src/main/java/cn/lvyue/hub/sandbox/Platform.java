package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One stand-in platform: takes packages once and lets their receipts ripen with time. */
class Platform {
    private static final List<String> STAGES = List.of("R1", "R2", "R3", "R4", "R5");

    private final Target target;
    private final PackageCheck check;
    private final SandboxStore store;
    private final Duration stageDelay;
    private final Clock clock;

    Platform(Target target, PackageCheck check, SandboxStore store, Duration stageDelay, Clock clock) {
        this.target = target;
        this.check = check;
        this.store = store;
        this.stageDelay = stageDelay;
        this.clock = clock;
    }

    Said take(byte[] body) {
        var checked = check.check(target, body);
        if (checked.fault() != null) {
            return checked.fault();
        }
        boolean first = store.keep(target, checked, body, clock.instant());
        var kept = store.find(target, checked.packageId()).orElseThrow();
        return first
                ? Said.accepted(checked.packageId(), kept.receiptNo())
                : Said.duplicate(checked.packageId(), kept.receiptNo());
    }

    Said tell(String packageId) {
        return store.find(target, packageId)
                .map(kept -> new Said(200, new Said.Body("0", null, packageId, kept.receiptNo(), receipts(kept))))
                .orElseGet(() -> Said.refusal(404, "R404", "this package never arrived"));
    }

    private List<Said.Stage> receipts(SandboxStore.Kept kept) {
        var elapsed = Duration.between(kept.at(), clock.instant());
        long ripe = stageDelay.isZero() ? STAGES.size() : elapsed.toMillis() / Math.max(1, stageDelay.toMillis()) + 1;
        int last = target == Target.PROVINCIAL ? STAGES.size() - 1 : STAGES.size();
        var records = store.records(kept.no());
        var receipts = new ArrayList<Said.Stage>();
        for (int i = 0; i < Math.min(ripe, last); i++) {
            receipts.add(stage(STAGES.get(i), i == last - 1, records, kept.no()));
        }
        return receipts;
    }

    private Said.Stage stage(String stage, boolean last, List<Judged> records, long packageNo) {
        if (stage.equals("R3")) {
            var refused = records.stream()
                    .filter(record -> !isGood(record))
                    .map(Platform::refusal)
                    .toList();
            return new Said.Stage(stage, "0", refused.size() + " refused", refused);
        }
        return new Said.Stage(stage, "0", null, last ? placed(records, packageNo) : List.of());
    }

    private static Said.Result refusal(Judged record) {
        return new Said.Result(record.sourceRecordNo(), record.code(), record.message(), null);
    }

    private List<Said.Result> placed(List<Judged> records, long packageNo) {
        var prefix = target.name().charAt(0) + "-" + packageNo + "-";
        return IntStream.range(0, records.size())
                .filter(i -> isGood(records.get(i)))
                .mapToObj(i -> new Said.Result(records.get(i).sourceRecordNo(), "0", null, prefix + (i + 1)))
                .toList();
    }

    private static boolean isGood(Judged record) {
        return record.code().equals("0");
    }
}
