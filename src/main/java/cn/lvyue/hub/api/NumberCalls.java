package cn.lvyue.hub.api;

import cn.lvyue.hub.personal.PersonalNumbers;
import cn.lvyue.hub.security.AuditNote;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Finds records by a number that lies sealed. The number comes in the body and goes into no address, log or audit line. */
@RestController
@RequestMapping("/api/v1/archive/numbers")
@Tag(name = "归档 archive")
class NumberCalls {
    private static final int PAGE_DEFAULT = 20;

    private final PersonalNumbers numbers;
    private final NumberDesk desk;

    NumberCalls(PersonalNumbers numbers, NumberDesk desk) {
        this.numbers = numbers;
        this.desk = desk;
    }

    @PostMapping
    @Operation(
            summary = "按电话或证件号码查找记录，新的在前 / Find records by a telephone or identity number, newest first",
            description = "视同查看个人信息：须有权限、目的和案件编号，每次都记入“谁看过”。号码只在请求正文中。/ Counts as a look at personal data: right,"
                    + " purpose and reference are needed each time, and it is in \"who saw this record\".")
    NumberAnswer.Page find(@RequestBody NumberAnswer.Asked asked, HttpServletRequest request) {
        int limit = asked.limit() == null ? PAGE_DEFAULT : asked.limit();
        var number = asked.number() == null ? "" : asked.number();
        var page = desk.find(number, asked.before(), limit, asked.reason(), request);
        var next = page.next();
        return new NumberAnswer.Page(
                page.items().stream().map(NumberAnswer.Item::of).toList(),
                next == null ? null : Long.toString(next),
                index());
    }

    @GetMapping
    @Operation(summary = "号码摘要的进度 / How far the digests of numbers are")
    NumberAnswer.Progress index() {
        return NumberAnswer.Progress.of(numbers.progress());
    }

    @PostMapping("/renewal")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "更换号码摘要的密钥 / A new key for the digests of numbers",
            description = "在后台以新密钥重建摘要，其间照常查找；建成后销毁旧密钥。/ Digests are made anew in the background, searches go on; the"
                    + " earlier key is destroyed when they are.")
    NumberAnswer.Progress renew(HttpServletRequest request) {
        if (!numbers.renew()) {
            throw Refusal.of(
                    ProblemKind.NOT_NOW,
                    "号码摘要尚在建立，完成后才能换密钥",
                    "the digests of numbers are still being made; the key can be renewed when they are");
        }
        AuditNote.of(request)
                .object("number key")
                .after("key", numbers.progress().key());
        return index();
    }
}
