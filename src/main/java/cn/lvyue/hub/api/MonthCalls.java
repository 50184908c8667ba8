package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.MonthShelf;
import cn.lvyue.hub.security.Audit;
import cn.lvyue.hub.security.SourceKeys.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
    private final MonthShelf shelf;
    private final Audit audit;

    MonthCalls(MonthShelf shelf, Audit audit) {
        this.shelf = shelf;
        this.audit = audit;
    }

    /**
     * A month.
     *
     * @param state HERE or ELSEWHERE
     * @param messages an estimate unless the month was ever detached
     */
    record MonthAnswer(
            String month,
            String state,
            @Nullable Long messages,
            long bytes,
            @Nullable String held,
            @Nullable OffsetDateTime since,
            @Nullable String by,
            @Nullable String file) {
        static MonthAnswer of(MonthShelf.State state) {
            var since = state.since();
            return new MonthAnswer(
                    state.month(),
                    state.elsewhere() ? "ELSEWHERE" : "HERE",
                    state.messages(),
                    state.bytes(),
                    state.held(),
                    since == null ? null : Times.of(since),
                    state.by(),
                    state.file());
        }
    }

    @GetMapping
    @Operation(summary = "归档各月及其所在 / The months of the archive and where they are")
    List<MonthAnswer> list() {
        return shelf.list().stream().map(MonthAnswer::of).toList();
    }

    @PostMapping("/{month}/detach")
    @Operation(
            summary = "移出一个月，另存为文件 / Take a month out into a file",
            description = "文件读回核对无误后才移出；未处理完或被保全的月份不移。/ Only after the file was read back and compared; a month"
                    + " with unsettled messages or on hold stays.")
    MonthAnswer detach(
            @PathVariable String month, @RequestParam(defaultValue = "") String to, HttpServletRequest request) {
        var actor = actor(request);
        return noted(actor, "month.detach", month, () -> shelf.detach(month, path("to", to), actor.name()));
    }

    @PostMapping("/attach")
    @Operation(summary = "挂接一个另存的月份 / Put a month back from its file")
    MonthAnswer attach(@RequestParam String file, HttpServletRequest request) {
        var actor = actor(request);
        return noted(actor, "month.attach", file, () -> shelf.attach(path("file", file), actor.name()));
    }

    private MonthAnswer noted(Actor actor, String action, String what, Supplier<MonthShelf.State> deed) {
        try {
            var state = deed.get();
            audit.note(actor, action, what, "done: " + state.file());
            return MonthAnswer.of(state);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.badParameter("month", what, "如 2026-03 的月份", "a month like 2026-03");
        } catch (RuntimeException refused) {
            audit.note(actor, action, what, "refused: " + refused.getMessage());
            throw refused;
        }
    }

    private static Path path(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException malformed) {
            throw Refusal.badParameter(name, text, "路径", "a path");
        }
    }

    private static Actor actor(HttpServletRequest request) {
        var user = request.getUserPrincipal();
        return new Actor(user == null ? "nobody known" : user.getName(), request.getRemoteAddr());
    }
}
