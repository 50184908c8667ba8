package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.MonthRefused;
import cn.lvyue.hub.archive.MonthShelf;
import cn.lvyue.hub.security.Audit;
import cn.lvyue.hub.security.SourceKeys.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Where months are moved out of the database and back, by calls and on pages; each move is noted, and each refusal. */
@Component
public class MonthDesk {
    private final MonthShelf shelf;
    private final Audit audit;

    MonthDesk(MonthShelf shelf, Audit audit) {
        this.shelf = shelf;
        this.audit = audit;
    }

    /** Oldest first. */
    public List<MonthAnswer> list() {
        return shelf.list().stream().map(MonthAnswer::of).toList();
    }

    /**
     * @param to a folder below {@code hub.archive.elsewhere}; empty for that itself
     * @throws MonthRefused if it must stay
     */
    public MonthAnswer detach(String month, String to, HttpServletRequest request) {
        var actor = Actors.of(request);
        return noted(actor, "month.detach", month, () -> shelf.detach(month, path("to", to), actor.name()));
    }

    /** @throws MonthRefused if the file is not the one that was written */
    public MonthAnswer attach(String file, HttpServletRequest request) {
        var actor = Actors.of(request);
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
}
