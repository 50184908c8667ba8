package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.AlarmService;
import cn.lvyue.hub.ops.StatusService;
import cn.lvyue.hub.record.Pauses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells how the hub stands. */
@RestController
@RequestMapping("/api/v1/status")
@Tag(name = "运行 operation")
class StatusCalls {
    private final StatusService status;
    private final AlarmService alarms;
    private final Pauses pauses;

    StatusCalls(StatusService status, AlarmService alarms, Pauses pauses) {
        this.status = status;
        this.alarms = alarms;
        this.pauses = pauses;
    }

    @GetMapping
    @Operation(summary = "各来源与平台的收支、待处理与告警 / The balance per feed and platform, what waits, and open alarms")
    StatusAnswer status() {
        return StatusAnswer.of(status.now(), pauses.all(), alarms.open());
    }
}
