package cn.lvyue.hub.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the months of the archive and moves them out of the database and back. */
@RestController
@RequestMapping("/api/v1/archive/months")
@Tag(name = "归档月份 months of the archive")
class MonthCalls {
    private final MonthDesk desk;

    MonthCalls(MonthDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    @Operation(summary = "归档各月及其所在 / The months of the archive and where they are")
    List<MonthAnswer> list() {
        return desk.list();
    }

    @PostMapping("/{month}/detach")
    @Operation(
            summary = "移出一个月，另存为文件 / Take a month out into a file",
            description = "文件读回核对无误后才移出；未处理完或被保全的月份不移。/ Only after the file was read back and compared; a month"
                    + " with unsettled messages or on hold stays.")
    MonthAnswer detach(
            @PathVariable String month, @RequestParam(defaultValue = "") String to, HttpServletRequest request) {
        return desk.detach(month, to, request);
    }

    @PostMapping("/attach")
    @Operation(summary = "挂接一个另存的月份 / Put a month back from its file")
    MonthAnswer attach(@RequestParam String file, HttpServletRequest request) {
        return desk.attach(file, request);
    }
}
