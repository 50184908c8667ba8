package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.AlarmService;
import cn.lvyue.hub.ops.AlarmView;
import cn.lvyue.hub.standard.Bilingual;
import cn.lvyue.hub.standard.FindingCatalog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what people must know of. */
@RestController
@RequestMapping("/api/v1/alarms")
@Tag(name = "运行 operation")
class AlarmCalls {
    private final AlarmService alarms;
    private final AlarmDesk desk;
    private final FindingCatalog catalog;

    AlarmCalls(AlarmService alarms, AlarmDesk desk, FindingCatalog catalog) {
        this.alarms = alarms;
        this.desk = desk;
        this.catalog = catalog;
    }

    @GetMapping
    @Operation(
            summary = "告警，新的在前 / Alarms, newest first",
            description = "open=true 只列未解除的（不分页，至多五百条）。/ open=true lists only open ones, in one page of at most 500.")
    AlarmAnswer.Page alarms(
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        if (open) {
            return new AlarmAnswer.Page(alarms.open().stream().map(this::answer).toList(), null);
        }
        long before = after == null ? Long.MAX_VALUE : after;
        var items = alarms.all(before, Limits.page(limit, Limits.PAGE)).stream()
                .map(this::answer)
                .toList();
        return new AlarmAnswer.Page(
                items, items.size() < limit ? null : items.get(items.size() - 1).alarmId());
    }

    @PostMapping("/{id}/acknowledgement")
    @Operation(
            summary = "知悉告警 / Acknowledge an alarm",
            description = "告警仍在，直至原因消除；先知悉者为准。/ The alarm stays until it is over; the first word counts.")
    AlarmAnswer acknowledge(@PathVariable String id, @RequestBody Why why, HttpServletRequest request) {
        return answer(desk.acknowledge(id, why, request));
    }

    private AlarmAnswer answer(AlarmView alarm) {
        return AlarmAnswer.of(alarm, remedy(alarm.code()));
    }

    /** An alarm of an earlier version may have a code that is no more. */
    private Bilingual remedy(String code) {
        return catalog.entries().stream()
                .filter(entry -> entry.code().equals(code))
                .map(FindingCatalog.Entry::remedy)
                .findFirst()
                .orElse(new Bilingual("", ""));
    }
}
