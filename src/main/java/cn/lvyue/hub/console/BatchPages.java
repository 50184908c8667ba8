package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Holding;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.work.PackageItems;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 批次与回执: batches, newest first, and one batch with its packages and what the platform said of them. */
@Controller
class BatchPages {
    private static final int PAGE = 50;

    private final Deliveries deliveries;
    private final Holding holding;
    private final PackageItems items;

    BatchPages(Deliveries deliveries, Holding holding, PackageItems items) {
        this.deliveries = deliveries;
        this.holding = holding;
        this.items = items;
    }

    @GetMapping("/batches")
    String batches(
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        var asked = Typed.target(target);
        var found = deliveries.batches(asked, date, after == null ? Long.MAX_VALUE : after, PAGE);
        model.addAttribute("batches", found);
        model.addAttribute("views", after == null ? holding.targets() : List.of());
        model.addAttribute("targets", Target.values());
        model.addAttribute("target", asked == null ? "" : asked.id());
        model.addAttribute("date", date);
        model.addAttribute(
                "next", found.size() < PAGE ? null : found.get(PAGE - 1).batchId());
        return "batches";
    }

    @GetMapping("/batches/{id}")
    String batch(@PathVariable String id, Model model) {
        model.addAttribute("batch", deliveries.batch(Limits.id(id)).orElseThrow(() -> new NotThere("batch", id)));
        return "batch";
    }

    @GetMapping("/batches/{id}/packages/{packageId}")
    String records(
            @PathVariable String id,
            @PathVariable UUID packageId,
            @RequestParam(defaultValue = "0") long after,
            Model model) {
        var batch = deliveries.batch(Limits.id(id)).orElseThrow(() -> new NotThere("batch", id));
        model.addAttribute("batch", batch);
        model.addAttribute(
                "pack",
                batch.packages().stream()
                        .filter(each -> each.packageId().equals(packageId))
                        .findFirst()
                        .orElseThrow(() -> new NotThere("package", packageId.toString())));
        var found = items.of(packageId, after, PAGE);
        model.addAttribute("items", found);
        model.addAttribute(
                "next", found.size() < PAGE ? null : found.get(PAGE - 1).dueNo());
        return "package";
    }
}
