package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.StatusService;
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

    StatusCalls(StatusService status) {
        this.status = status;
    }

    @GetMapping
    @Operation(summary = "各来源与平台的收支，以及待处理 / The balance per feed and platform, and what waits")
    StatusAnswer status() {
        return StatusAnswer.of(status.now());
    }
}
