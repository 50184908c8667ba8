package cn.lvyue.hub.api;

import cn.lvyue.hub.api.LoginAnswer.Drawn;
import cn.lvyue.hub.api.LoginAnswer.SessionItem;
import cn.lvyue.hub.api.LoginAnswer.Sessions;
import cn.lvyue.hub.security.DrawnPasswords;
import cn.lvyue.hub.security.SecondFactors;
import cn.lvyue.hub.security.SessionBook;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** With what people log in at the pages: passwords, second factors, sessions. */
@RestController
@Tag(name = "用户 users")
class LoginCalls {
    private final DrawnPasswords passwords;
    private final SecondFactors factors;
    private final SessionBook sessions;

    LoginCalls(DrawnPasswords passwords, SecondFactors factors, SessionBook sessions) {
        this.passwords = passwords;
        this.factors = factors;
        this.sessions = sessions;
    }

    @PostMapping("/api/v1/users/{name}/password")
    @Operation(
            summary = "签发或重置网页登录口令 / Draw a password for the pages",
            description = "口令仅显示这一次，首次登录须修改。用户已有角色的，须由另一人确认后方生效。/ Shown once, and to be changed at the first login."
                    + " Where the user has a role it opens nothing until another person confirms it.")
    ResponseEntity<Drawn> issue(@PathVariable String name, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(Drawn.of(name, passwords.issue(name, Actors.of(request))));
    }

    @PostMapping("/api/v1/users/{name}/password/confirmation")
    @Operation(summary = "确认他人签发的口令 / Confirm a password that another person drew")
    ResponseEntity<Void> confirm(@PathVariable String name, HttpServletRequest request) {
        passwords.confirm(name, Actors.of(request));
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/api/v1/users/{name}/password")
    @Operation(summary = "取消口令，会话结束 / Take a password away; sessions end")
    ResponseEntity<Void> revoke(@PathVariable String name, HttpServletRequest request) {
        passwords.revoke(name, Actors.of(request));
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/api/v1/users/{name}/second-factor")
    @Operation(summary = "重置第二因素，会话结束 / Reset a second factor; sessions end")
    ResponseEntity<Void> reset(@PathVariable String name, HttpServletRequest request) {
        factors.reset(name, Actors.of(request));
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/api/v1/sessions")
    @Operation(summary = "网页会话，新的在前 / Sessions at the pages, newest first")
    Sessions sessions(
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit) {
        var items = sessions.all(after == null ? Long.MAX_VALUE : after, Limits.page(limit, Limits.PAGE)).stream()
                .map(SessionItem::of)
                .toList();
        return new Sessions(
                items, items.size() < limit ? null : items.get(items.size() - 1).sessionId());
    }

    @DeleteMapping("/api/v1/sessions/{id}")
    @Operation(summary = "结束会话 / End a session")
    ResponseEntity<Void> end(@PathVariable String id, HttpServletRequest request) {
        sessions.end(Limits.id(id), null, Actors.of(request));
        return ResponseEntity.noContent().build();
    }
}
