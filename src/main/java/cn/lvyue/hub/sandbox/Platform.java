package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour.Act;
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
    private final Distortion distortion = new Distortion();
    private final Duration stageDelay;
    private final Clock clock;

    Platform(Target target, PackageCheck check, SandboxStore store, Duration stageDelay, Clock clock) {
        this.target = target;
        this.check = check;
        this.store = store;
        this.stageDelay = stageDelay;
        this.clock = clock;
    }

    Target target() {
        return target;
    }

    Said take(byte[] body, List<Deed> deeds) {
        var checked = check.check(target, body);
        if (checked.fault() != null) {
            return checked.fault();
        }
        boolean first = store.keep(target, checked, body, clock.instant());
        var kept = store.find(target, checked.packageId()).orElseThrow();
        if (Deed.has(deeds, Act.LOSE_PACKAGE)) {
            store.lose(target, checked.packageId(), clock.instant());
        }
        var said = first
                ? Said.accepted(checked.packageId(), kept.receiptNo())
                : Said.duplicate(checked.packageId(), kept.receiptNo());
        return distortion.apply(deeds, said, checked.records(), clock.instant());
    }

    Said tell(String packageId, List<Deed> deeds) {
        if (Deed.has(deeds, Act.LOSE_PACKAGE)) {
            store.lose(target, packageId, clock.instant());
        }
        return store.find(target, packageId)
                .map(kept -> {
                    var records = store.records(kept.no());
                    var said = Said.known(packageId, kept.receiptNo(), receipts(kept, records));
                    return distortion.apply(deeds, said, records, clock.instant());
                })
                .orElseGet(() -> Said.refusal(404, "R404", "this package never arrived"));
    }

    /** Remembers that the last word on a package went out. */
    void told(String packageId, Said said) {
        if (said.tells(lastStage())) {
            store.told(target, packageId, clock.instant());
        }
    }

    private String lastStage() {
        return target == Target.PROVINCIAL ? "R4" : "R5";
    }

    private List<Said.Stage> receipts(SandboxStore.Kept kept, List<Judged> records) {
        var elapsed = Duration.between(kept.at(), clock.instant());
        long ripe = stageDelay.isZero() ? STAGES.size() : elapsed.toMillis() / Math.max(1, stageDelay.toMillis()) + 1;
        int last = STAGES.indexOf(lastStage()) + 1;
        var receipts = new ArrayList<Said.Stage>();
        for (int i = 0; i < Math.min(ripe, last); i++) {
            receipts.add(stage(STAGES.get(i), i == last - 1, records, kept.no()));
        }
        return receipts;
    }

    private Said.Stage stage(String stage, boolean last, List<Judged> records, long packageNo) {
        if (stage.equals("R3")) {
            var refused = records.stream()
                    .filter(record -> !record.isGood())
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
                .filter(i -> records.get(i).isGood())
                .mapToObj(i -> new Said.Result(records.get(i).sourceRecordNo(), "0", null, prefix + (i + 1)))
                .toList();
    }
}
