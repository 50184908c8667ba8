package cn.lvyue.hub.api;

import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Ruling;
import cn.lvyue.hub.record.Rulings;
import cn.lvyue.hub.record.Rulings.Act;
import cn.lvyue.hub.record.Rulings.Ending;
import cn.lvyue.hub.record.Rulings.Result;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.security.Right;
import cn.lvyue.hub.work.WorkList;
import cn.lvyue.hub.work.WorkList.Kind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** What pages and calls share about the work list: who sees what, and how a ruling is asked for. */
@Component
public class WorkDesk {
    private static final Pattern CASE = Pattern.compile("(\\d{1,18})-(\\d{1,9})");

    private final WorkList list;
    private final Rulings rulings;

    WorkDesk(WorkList list, Rulings rulings) {
        this.list = list;
        this.rulings = rulings;
    }

    /** The kinds that who calls may see. */
    public static Set<Kind> kinds() {
        return kindsOf(SecurityContextHolder.getContext().getAuthentication());
    }

    private static Set<Kind> kindsOf(@Nullable Authentication who) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var kind : Kind.values()) {
            if (who != null && rights(kind).stream().anyMatch(right -> right.isHeldBy(who))) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static List<Right> rights(Kind kind) {
        return switch (kind) {
            case ALARM, PACKAGE, DIFFERENCE, REPLAY -> List.of(Right.STATUS_READ);
            case RETENTION -> List.of(Right.RETENTION_READ, Right.RETENTION_PLAN, Right.RETENTION_APPROVE);
            case TOKEN -> List.of(Right.USERS_READ, Right.ROLES_GRANT);
            case CONFLICT, PARKED, DUPLICATE, LOOK_ALIKE, EXCHANGE -> List.of(Right.RECORDS_READ);
        };
    }

    /** How many of each of some kinds wait. */
    public Map<Kind, Integer> counts(Set<Kind> kinds) {
        return list.counts(kinds);
    }

    /** A page of what somebody may see. @throws Refusal for a place that is none */
    public WorkList.Page page(Set<Kind> kinds, @Nullable String after, int limit) {
        try {
            return list.page(kinds, after, limit);
        } catch (IllegalArgumentException | IndexOutOfBoundsException noPlace) {
            throw Refusal.badParameter("after", String.valueOf(after), "上一页的 next", "next of the page before");
        }
    }

    /**
     * Decides about records that wait.
     *
     * @param cases as the list names them, {@code message-row}
     * @throws Refusal without a reason, without cases or with too many
     */
    public Result rule(Ruling ruling, List<String> cases, @Nullable String reason, HttpServletRequest request) {
        var why = Reasons.of(reason);
        var marks = marks(cases);
        var author = Actors.of(request).name();
        var note = AuditNote.of(request).purpose(why).after("ruling", ruling).after("cases", String.join(" ", cases));
        var result = rulings.settle(new Act(ruling, marks, why, author));
        note.after("endings", endings(result));
        if (result.number() != null) {
            note.object("ruling " + result.number());
        }
        return result;
    }

    private static String endings(Result result) {
        return result.settled().stream()
                .collect(Collectors.groupingBy(
                        settled -> settled.ending(), () -> new EnumMap<>(Ending.class), Collectors.counting()))
                .toString();
    }

    private static List<ReturnMark> marks(List<String> cases) {
        if (cases.isEmpty() || cases.size() > Rulings.MOST) {
            throw Refusal.badParameter(
                    "cases",
                    String.valueOf(cases.size()),
                    "1 至 %d 条".formatted(Rulings.MOST),
                    "1 to %d of them".formatted(Rulings.MOST));
        }
        var marks = new ArrayList<ReturnMark>();
        for (var text : cases) {
            marks.add(mark(text)
                    .orElseThrow(() ->
                            Refusal.badParameter("cases", text, "待办编号，如 17-3", "ids of the work list, such as 17-3")));
        }
        return marks;
    }

    /** The source record that an id of the work list names. */
    static Optional<ReturnMark> mark(String id) {
        var match = CASE.matcher(id);
        return match.matches()
                ? Optional.of(new ReturnMark(Long.parseLong(match.group(1)), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }
}
