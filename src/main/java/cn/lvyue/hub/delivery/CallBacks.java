package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Answer;
import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.record.PlatformCalls.Result;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.Sm3;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Receipts that a platform brings by itself: the same words as when it is asked, {@code {packageId, receipts:[…]}}. */
@Component
class CallBacks {
    private static final UUID NO_PACKAGE = new UUID(0, 0);
    private static final int OK = 200;

    private final JsonMapper json = JsonMapper.builder().build();
    private final CallDoor door;
    private final Taking taking;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CallBacks(CallDoor door, Taking taking, TransactionTemplate transaction, Clock clock) {
        this.door = door;
        this.taking = taking;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What receipts are written with. */
    @Component
    static class Taking {
        private final LeaseStore leases;
        private final ReceiptStore receipts;
        private final ReceiptNoting noting;
        private final Oddities oddities;
        private final Remarks remarks;

        Taking(LeaseStore leases, ReceiptStore receipts, ReceiptNoting noting, Oddities oddities, Remarks remarks) {
            this.leases = leases;
            this.receipts = receipts;
            this.noting = noting;
            this.oddities = oddities;
            this.remarks = remarks;
        }
    }

    Called open(PlatformCall call) {
        var refusal = door.refusal(call);
        if (refusal.isPresent()) {
            return new Called(new Result.Refused(refusal.get()), null, null, List.of());
        }
        var tree = tree(call.body());
        var named = PlatformClient.text(tree, "packageId");
        var id = uuid(named);
        var onceKey = (id == null ? "call" : id.toString()) + " " + Sm3.hex(call.body());
        var answer = new Answer(
                id == null ? NO_PACKAGE : id,
                call.target(),
                onceKey,
                clock.instant(),
                OK,
                call.mediaType(),
                call.body());
        return new Called(null, answer, named, StageReceipt.read(tree));
    }

    /** @param archived null for a call that was refused */
    Result take(Called called, @Nullable Long archived) {
        var answer = called.answer();
        if (answer == null) {
            return Objects.requireNonNull(called.refusal());
        }
        return transaction.execute(status -> taken(called, answer.target(), archived));
    }

    private Result taken(Called called, Target target, @Nullable Long archived) {
        if (called.packageId() == null || called.receipts().isEmpty()) {
            taking.remarks.addStray(target, Oddities.UNREADABLE, "no package or no receipts in it", archived);
            return new Result.Unreadable(Oddities.UNREADABLE);
        }
        var pack = Optional.ofNullable(uuid(called.packageId()))
                .flatMap(id -> taking.leases.find(id, clock.instant()))
                .filter(found -> found.target() == target);
        if (pack.isEmpty()) {
            taking.remarks.addStray(target, Oddities.UNKNOWN_PACKAGE, called.packageId(), archived);
            return new Result.Taken(List.of(Oddities.UNKNOWN_PACKAGE));
        }
        return apply(taking.leases.locked(pack.get(), clock.instant()), called.receipts(), archived);
    }

    private Result apply(SealedPackage pack, List<StageReceipt> receipts, @Nullable Long archived) {
        var before = taking.remarks.counts(pack.no());
        if (receipts.stream().allMatch(receipt -> taking.receipts.isKnown(pack.no(), receipt))) {
            taking.oddities.doubled(pack, archived);
        }
        taking.noting.take(pack, receipts, archived);
        return new Result.Taken(taking.remarks.counts(pack.no()).entrySet().stream()
                .filter(now -> !now.getValue().equals(before.get(now.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList());
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException noJson) {
            return json.missingNode();
        }
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
