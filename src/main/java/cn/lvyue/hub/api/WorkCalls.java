package cn.lvyue.hub.api;

import cn.lvyue.hub.api.WorkAnswer.Body;
import cn.lvyue.hub.api.WorkAnswer.Count;
import cn.lvyue.hub.api.WorkAnswer.ItemAnswer;
import cn.lvyue.hub.api.WorkAnswer.Page;
import cn.lvyue.hub.api.WorkAnswer.Result;
import cn.lvyue.hub.api.WorkAnswer.RulingAnswer;
import cn.lvyue.hub.api.WorkAnswer.Rulings;
import cn.lvyue.hub.api.WorkAnswer.SettledAnswer;
import cn.lvyue.hub.ledger.RulingBook;
import cn.lvyue.hub.work.WorkList.Kind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists what waits for people, and takes what they decide. */
@RestController
@RequestMapping("/api/v1/work")
@Tag(name = "待办 work")
class WorkCalls {
    private final WorkDesk desk;
    private final RulingBook book;

    WorkCalls(WorkDesk desk, RulingBook book) {
        this.desk = desk;
        this.book = book;
    }

    @GetMapping
    @Operation(
            summary = "待办，急者在前 / What waits for a person, the most urgent first",
            description = "只列调用人有权看的种类。/ Only the kinds the caller may see.")
    Page work(
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        var kinds = WorkDesk.kinds();
        if (kind != null) {
            kinds.retainAll(Set.of(kind));
        }
        var page = desk.page(kinds, after, Limits.page(limit, Limits.WORK_PAGE));
        return new Page(page.items().stream().map(ItemAnswer::of).toList(), page.next());
    }

    @GetMapping("/counts")
    @Operation(summary = "各类待办的数量 / How many of each kind wait")
    List<Count> counts() {
        return desk.counts(WorkDesk.kinds()).entrySet().stream()
                .map(each -> new Count(each.getKey(), each.getValue()))
                .toList();
    }

    @PostMapping("/rulings")
    @Operation(
            summary = "裁定一条或多条 / Decide about one record or many",
            description = "RELEASE 放行、DISMISS 不予采用（待补、冲突）；SAME 同一事项、DIFFERENT 不同事项（疑似重复、相似）。一次提交；可以重发。 / RELEASE or"
                    + " DISMISS what is parked or in conflict; SAME or DIFFERENT for suspected duplicates and look-alikes."
                    + " One commit; may be sent again.")
    Result rule(@RequestBody Body body, HttpServletRequest request) {
        if (body.ruling() == null) {
            throw Refusal.badParameter(
                    "ruling", "", "RELEASE、DISMISS、SAME、DIFFERENT 之一", "RELEASE, DISMISS, SAME or DIFFERENT");
        }
        var result =
                desk.rule(body.ruling(), Objects.requireNonNullElse(body.cases(), List.of()), body.reason(), request);
        return new Result(
                result.number() == null ? null : Long.toString(result.number()),
                result.settled().stream().map(SettledAnswer::of).toList());
    }

    @GetMapping("/rulings")
    @Operation(summary = "裁定，新的在前 / Rulings, newest first")
    Rulings rulings(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        var items = book.rulings(after == null ? Long.MAX_VALUE : after, Limits.page(limit, Limits.BATCH_PAGE)).stream()
                .map(kept -> RulingAnswer.of(kept, null))
                .toList();
        return new Rulings(
                items, items.size() < limit ? null : items.get(items.size() - 1).number());
    }

    @GetMapping("/rulings/{number}")
    @Operation(summary = "一次裁定及其各条 / A ruling with its cases")
    RulingAnswer ruling(@PathVariable String number) {
        long known = Limits.id(number);
        return book.ruling(known)
                .map(kept -> RulingAnswer.of(kept, book.cases(known)))
                .orElseThrow(() -> Refusal.notFound("裁定", "ruling", number));
    }
}
