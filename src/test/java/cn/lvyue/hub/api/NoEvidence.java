package cn.lvyue.hub.api;

import cn.lvyue.hub.evidence.EvidenceBundles;
import cn.lvyue.hub.evidence.HandOvers;
import cn.lvyue.hub.evidence.Lineages;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A hub that has nothing to show, for tests of who may ask. */
final class NoEvidence implements Lineages, EvidenceBundles, HandOvers {
    @Override
    public Optional<OfRevision> ofRecord(RecordId record, @Nullable Integer revision, @Nullable String field) {
        return Optional.empty();
    }

    @Override
    public List<OfRevision> ofPlatformId(Target target, String platformId, @Nullable String field) {
        return List.of();
    }

    @Override
    public Optional<OfCell> ofCell(Message message, String place) {
        return Optional.empty();
    }

    @Override
    public Optional<Bundle> of(Wish wish) {
        return Optional.empty();
    }

    @Override
    public Amount amount(Days days) {
        return new Amount(0, 0);
    }

    @Override
    public void write(Volume volume, OutputStream out) {}
}
