package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Holding;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Holds in memory. */
class ListedHolds implements Holding {
    private final Map<String, Decision> held = new LinkedHashMap<>();

    @Override
    public List<TargetView> targets() {
        return Stream.of(Target.values()).map(this::view).toList();
    }

    private TargetView view(Target target) {
        var decision = held.get(target.id());
        var hold = decision == null ? null : hold(target, null, decision);
        return new TargetView(target, hold, Line.CLOSED, null, 0, null, null, null, true, null, List.of(), List.of());
    }

    private static Hold hold(Target target, Long batch, Decision decision) {
        return new Hold(target, batch, null, decision.reason(), decision.author(), decision.forWhom(), InMemoryHub.NOW);
    }

    @Override
    public Hold hold(Target target, Decision decision) {
        held.putIfAbsent(target.id(), decision);
        return hold(target, null, held.get(target.id()));
    }

    @Override
    public boolean release(Target target, Decision decision) {
        return held.remove(target.id()) != null;
    }

    @Override
    public Optional<Hold> holdBatch(long batchId, Decision decision) {
        held.put("batch " + batchId, decision);
        return batchId < 1 ? Optional.empty() : Optional.of(hold(Target.PROVINCIAL, batchId, decision));
    }

    @Override
    public boolean releaseBatch(long batchId, Decision decision) {
        return held.remove("batch " + batchId) != null;
    }

    @Override
    public boolean holdRecord(Target target, RecordId record, Decision decision) {
        held.put(target + " " + record, decision);
        return false;
    }

    @Override
    public boolean releaseRecord(Target target, RecordId record, Decision decision) {
        return held.remove(target + " " + record) != null;
    }
}
