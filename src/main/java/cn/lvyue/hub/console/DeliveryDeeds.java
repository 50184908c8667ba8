package cn.lvyue.hub.console;

import cn.lvyue.hub.api.DeliveryDesk;
import cn.lvyue.hub.api.Why;
import cn.lvyue.hub.record.Target;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do to batches, packages and platforms, with a reason; the page tells what came of it. */
@Controller
class DeliveryDeeds {
    private static final String LIST = "/batches";

    private final DeliveryDesk desk;

    DeliveryDeeds(DeliveryDesk desk) {
        this.desk = desk;
    }

    @PostMapping("/batches/{id:[0-9]{1,18}}/{deed:hold|release}")
    String batch(
            @PathVariable String id,
            @PathVariable String deed,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var page = LIST + "/" + id;
        return Told.of(
                () -> {
                    if (deed.equals("hold")) {
                        desk.holdBatch(id, Why.of(reason), request);
                    } else {
                        desk.releaseBatch(id, Why.of(reason), request);
                    }
                    return page;
                },
                "delivery.told." + deed,
                page,
                request,
                flash);
    }

    @PostMapping("/batches/{id:[0-9]{1,18}}/packages/{packageId}/retry")
    String retry(
            @PathVariable String id,
            @PathVariable String packageId,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var page = LIST + "/" + id;
        return Told.of(
                () -> {
                    desk.retry(packageId, Why.of(reason), request);
                    return page;
                },
                "delivery.told.retry",
                page,
                request,
                flash);
    }

    @PostMapping("/targets/{target}/{deed:hold|release}")
    String target(
            @PathVariable String target,
            @PathVariable String deed,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var which = known(target);
        return Told.of(
                () -> {
                    if (deed.equals("hold")) {
                        desk.hold(which, Why.of(reason), request);
                    } else {
                        desk.release(which, Why.of(reason), request);
                    }
                    return LIST;
                },
                "delivery.told." + deed,
                LIST,
                request,
                flash);
    }

    @PostMapping("/batches")
    String seal(
            @RequestParam String target,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate date,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var which = known(target);
        return Told.of(
                () -> LIST + "/"
                        + desk.seal(which, date, Why.of(reason), request).batchId(),
                "delivery.told.seal",
                LIST,
                request,
                flash);
    }

    private static Target known(String id) {
        var target = Typed.target(id);
        if (target == null) {
            throw new NotThere("target", id);
        }
        return target;
    }
}
