package cn.lvyue.hub.console;

import cn.lvyue.hub.ops.AlarmService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 告警: open alarms first, then all of them, newest first. */
@Controller
class AlarmPages {
    private static final int PAGE = 100;

    private final AlarmService alarms;

    AlarmPages(AlarmService alarms) {
        this.alarms = alarms;
    }

    @GetMapping("/alarms")
    String alarms(@RequestParam(required = false) @Nullable Long after, Model model) {
        var all = alarms.all(after == null ? Long.MAX_VALUE : after, PAGE);
        model.addAttribute("alarms", all);
        model.addAttribute("next", all.size() < PAGE ? null : all.get(PAGE - 1).id());
        return "alarms";
    }
}
