package cn.lvyue.hub.api;

import cn.lvyue.hub.api.UserAnswer.Feeds;
import cn.lvyue.hub.api.UserAnswer.Me;
import cn.lvyue.hub.api.UserAnswer.NewUser;
import cn.lvyue.hub.api.UserAnswer.RoleAnswer;
import cn.lvyue.hub.api.UserAnswer.TokenAnswer;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.DrawnPasswords;
import cn.lvyue.hub.security.People;
import cn.lvyue.hub.security.People.Issued;
import cn.lvyue.hub.security.Person;
import cn.lvyue.hub.security.Right;
import cn.lvyue.hub.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who may come in, and as what. */
@RestController
@Tag(name = "用户 users")
class UserCalls {
    private static final int LONGEST_NAME = 100;

    private final People people;
    private final DrawnPasswords passwords;
    private final FeedPacks feeds;

    UserCalls(People people, DrawnPasswords passwords, FeedPacks feeds) {
        this.people = people;
        this.passwords = passwords;
        this.feeds = feeds;
    }

    @GetMapping("/api/v1/users")
    @Operation(summary = "用户、角色与有效令牌 / People, their roles and valid tokens")
    List<UserAnswer> users() {
        return people.all().stream().map(UserAnswer::of).toList();
    }

    @GetMapping("/api/v1/roles")
    @Operation(summary = "各角色的权限 / What each role may do")
    List<RoleAnswer> roles() {
        return RoleAnswer.all();
    }

    @GetMapping("/api/v1/users/me")
    @Operation(summary = "本人的角色与权限 / One's own roles and rights")
    Me me(HttpServletRequest request) {
        var person = person(request);
        var rights = request.getUserPrincipal() instanceof Authentication known
                ? Arrays.stream(Right.values())
                        .filter(right -> right.isHeldBy(known))
                        .map(Right::id)
                        .toList()
                : List.<String>of();
        return new Me(
                person.name(),
                person.roles().stream().map(Role::id).sorted().toList(),
                person.feeds().stream().map(FeedId::value).sorted().toList(),
                rights);
    }

    @PostMapping("/api/v1/users/me/token")
    @Operation(
            summary = "更换本人的令牌 / A new token for one's own",
            description = "原有令牌随即失效。/ The earlier ones end at once.")
    ResponseEntity<TokenAnswer> renew(
            @Parameter(schema = @Schema(type = "string", example = "90d"))
                    @RequestParam(required = false)
                    @DurationFormat(style = DurationFormat.Style.SIMPLE)
                    @Nullable
                    Duration life,
            HttpServletRequest request) {
        var person = person(request);
        if (person.roles().isEmpty() && people.find(person.name()).isEmpty()) {
            throw Refusal.notFound("用户", "user", person.name());
        }
        return shownOnce(person.name(), people.renew(person, life, Actors.of(request)));
    }

    @PostMapping("/api/v1/users")
    @Operation(summary = "新建用户，尚无角色 / Make somebody known, who has no role yet")
    ResponseEntity<UserAnswer> add(@RequestBody NewUser user, HttpServletRequest request) {
        var name = needed("name", user.name());
        var added = people.add(name, user.shown() == null ? name : needed("shown", user.shown()), Actors.of(request));
        return ResponseEntity.status(HttpStatus.CREATED).body(UserAnswer.of(added));
    }

    @PostMapping("/api/v1/users/administrators")
    @Operation(
            summary = "任命首任管理员 / Name the first administrator of a kind",
            description = "仅当该类管理员无人可登录时。令牌和网页登录口令仅显示这一次。/ Only while nobody of the kind can come in. Token"
                    + " and password are shown once.")
    ResponseEntity<TokenAnswer> first(@RequestBody NewUser user, HttpServletRequest request) {
        var name = needed("name", user.name());
        var shown = user.shown() == null ? name : needed("shown", user.shown());
        var issued = people.first(name, shown, role(needed("role", user.role())), Actors.of(request));
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(TokenAnswer.of(name, issued, passwords.first(name, Actors.of(request))));
    }

    @PostMapping("/api/v1/users/{name}/disable")
    @Operation(summary = "停用用户，令牌失效 / Shut somebody out")
    UserAnswer disable(@PathVariable String name, HttpServletRequest request) {
        return UserAnswer.of(people.setDisabled(name, true, Actors.of(request)));
    }

    @PostMapping("/api/v1/users/{name}/enable")
    @Operation(summary = "恢复用户 / Let somebody in again")
    UserAnswer enable(@PathVariable String name, HttpServletRequest request) {
        return UserAnswer.of(people.setDisabled(name, false, Actors.of(request)));
    }

    @PostMapping("/api/v1/users/{name}/tokens")
    @Operation(
            summary = "签发令牌 / Issue a token",
            description = "令牌仅显示这一次。用户已有角色的，须由另一人确认后方生效。/ Shown once. Where the user has a role it opens nothing"
                    + " until another person confirms it.")
    ResponseEntity<TokenAnswer> issue(
            @PathVariable String name,
            @Parameter(schema = @Schema(type = "string", example = "90d"))
                    @RequestParam(required = false)
                    @DurationFormat(style = DurationFormat.Style.SIMPLE)
                    @Nullable
                    Duration life,
            HttpServletRequest request) {
        return shownOnce(name, people.issue(name, life, Actors.of(request)));
    }

    @PostMapping("/api/v1/users/{name}/tokens/{id}/confirmation")
    @Operation(summary = "确认他人签发的令牌 / Confirm a token that another person issued")
    UserAnswer confirm(@PathVariable String name, @PathVariable String id, HttpServletRequest request) {
        return UserAnswer.of(people.confirm(name, Limits.id(id), Actors.of(request)));
    }

    @DeleteMapping("/api/v1/users/{name}/tokens/{id}")
    @Operation(summary = "吊销令牌 / Revoke a token")
    UserAnswer revokeToken(@PathVariable String name, @PathVariable String id, HttpServletRequest request) {
        return UserAnswer.of(people.revokeToken(name, Limits.id(id), Actors.of(request)));
    }

    @PutMapping("/api/v1/users/{name}/roles/{role}")
    @Operation(summary = "授予角色 / Give a role")
    UserAnswer grant(
            @PathVariable String name,
            @PathVariable String role,
            @RequestBody(required = false) @Nullable Feeds of,
            HttpServletRequest request) {
        Set<FeedId> own = of == null || of.feeds() == null
                ? Set.of()
                : of.feeds().stream().map(feeds::feed).collect(Collectors.toSet());
        return UserAnswer.of(people.grant(name, role(role), own, Actors.of(request)));
    }

    @DeleteMapping("/api/v1/users/{name}/roles/{role}")
    @Operation(summary = "收回角色 / Take a role")
    UserAnswer revoke(@PathVariable String name, @PathVariable String role, HttpServletRequest request) {
        return UserAnswer.of(people.revoke(name, role(role), Actors.of(request)));
    }

    private static Person person(HttpServletRequest request) {
        return Person.of(request.getUserPrincipal()).orElseThrow(() -> Refusal.notFound("用户", "user", ""));
    }

    private static Role role(String id) {
        var known = Arrays.stream(Role.values()).map(Role::id).collect(Collectors.joining(", "));
        return Role.named(id).orElseThrow(() -> Refusal.badParameter("role", id, "下列之一：" + known, "one of " + known));
    }

    private static String needed(String name, @Nullable String text) {
        var value = text == null ? "" : text.strip();
        if (value.isEmpty() || value.length() > LONGEST_NAME) {
            throw Refusal.badParameter(
                    name, value, "1 至 %d 字".formatted(LONGEST_NAME), "1 to %d characters".formatted(LONGEST_NAME));
        }
        return value;
    }

    private static ResponseEntity<TokenAnswer> shownOnce(String name, Issued issued) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(TokenAnswer.of(name, issued));
    }
}
