package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Holding;
import cn.lvyue.hub.record.Target;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells how the platforms stand; holds a platform, or one record's delivery to it, and lets it go. */
@RestController
@RequestMapping("/api/v1/targets")
@Tag(name = "目标平台 targets")
class TargetCalls {
    private final Deliveries deliveries;
    private final Holding holding;
    private final DeliveryDesk desk;

    TargetCalls(Deliveries deliveries, Holding holding, DeliveryDesk desk) {
        this.deliveries = deliveries;
        this.holding = holding;
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "各目标平台：暂缓、熔断、时段、收支 / The platforms: holds, breaker, windows, balance")
    List<TargetAnswer> targets() {
        var balances = deliveries.balances();
        return holding.targets().stream()
                .map(view -> TargetAnswer.of(
                        view,
                        balances.stream()
                                .filter(balance -> balance.target() == view.target())
                                .findFirst()
                                .orElseThrow()))
                .toList();
    }

    @PostMapping("/{target}/hold")
    @Operation(
            summary = "暂缓报送 / Hold a platform",
            description = "封批与取回执照常，不发包。/ Sealing and receipts go on; nothing is sent.")
    TargetAnswer hold(@PathVariable Target target, @RequestBody Why why, HttpServletRequest request) {
        desk.hold(target, why, request);
        return one(target);
    }

    @PostMapping("/{target}/release")
    @Operation(summary = "恢复报送 / Release a platform")
    TargetAnswer release(@PathVariable Target target, @RequestBody Why why, HttpServletRequest request) {
        desk.release(target, why, request);
        return one(target);
    }

    @PostMapping("/{target}/records/{recordId}/hold")
    @Operation(
            summary = "暂缓一条记录 / Hold one record",
            description =
                    "已封未发的包将剔除该记录后另发；已发的不受影响（beyondReach=true）。/ A sealed package that was never sent goes without"
                            + " it; what was sent is beyond reach.")
    RecordHold holdRecord(
            @PathVariable Target target,
            @PathVariable String recordId,
            @RequestBody Why why,
            HttpServletRequest request) {
        return new RecordHold(desk.holdRecord(target, recordId, why, request));
    }

    @PostMapping("/{target}/records/{recordId}/release")
    @Operation(summary = "放行一条记录，随下一批报送 / Release one record; it goes with the next batch")
    RecordHold releaseRecord(
            @PathVariable Target target,
            @PathVariable String recordId,
            @RequestBody Why why,
            HttpServletRequest request) {
        desk.releaseRecord(target, recordId, why, request);
        return new RecordHold(false);
    }

    /** @param beyondReach whether a revision was sent already */
    record RecordHold(boolean beyondReach) {}

    private TargetAnswer one(Target target) {
        return targets().stream()
                .filter(answer -> answer.target().equals(target.id()))
                .findFirst()
                .orElseThrow();
    }
}
