package cn.lvyue.hub.console;

import cn.lvyue.hub.api.AlarmDesk;
import cn.lvyue.hub.api.Why;
import cn.lvyue.hub.ops.AlarmService;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 告警: open alarms first, then all of them, newest first. */
@Controller
class AlarmPages {
    private static final int PAGE = 100;

    private final AlarmService alarms;
    private final AlarmDesk desk;

    AlarmPages(AlarmService alarms, AlarmDesk desk) {
        this.alarms = alarms;
        this.desk = desk;
    }

    @GetMapping("/alarms")
    String alarms(@RequestParam(required = false) @Nullable Long after, Model model) {
        var all = alarms.all(after == null ? Long.MAX_VALUE : after, PAGE);
        model.addAttribute("alarms", all);
        model.addAttribute("next", all.size() < PAGE ? null : all.get(PAGE - 1).id());
        return "alarms";
    }

    @PostMapping("/alarms/{id}/acknowledgement")
    String acknowledge(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            RedirectAttributes flash) {
        return Told.of(
                () -> {
                    desk.acknowledge(id, Why.of(reason), request);
                    return "/alarms";
                },
                "alarm.told",
                "/alarms",
                request,
                flash);
    }
}
