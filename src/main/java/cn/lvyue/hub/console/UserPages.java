package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.security.DrawnPasswords;
import cn.lvyue.hub.security.People;
import cn.lvyue.hub.security.Person;
import cn.lvyue.hub.security.Refused;
import cn.lvyue.hub.security.Right;
import cn.lvyue.hub.security.Role;
import cn.lvyue.hub.security.SecondFactors;
import cn.lvyue.hub.security.SourceKeys.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 用户: who may come in and as what; the system administrator makes people known, the security administrator gives roles. */
@Controller
class UserPages {
    private static final int PAGE = 50;
    private static final int LONGEST_NAME = 100;

    private final People people;
    private final DrawnPasswords passwords;
    private final SecondFactors factors;
    private final Mappings mappings;

    UserPages(People people, DrawnPasswords passwords, SecondFactors factors, Mappings mappings) {
        this.people = people;
        this.passwords = passwords;
        this.factors = factors;
        this.mappings = mappings;
    }

    @GetMapping("/users")
    String users(@RequestParam(defaultValue = "") String after, Authentication known, Model model) {
        var found = people.page(after, PAGE);
        model.addAttribute("users", found);
        model.addAttribute(
                "next", found.size() < PAGE ? null : found.get(PAGE - 1).name());
        may(known, model);
        return "users";
    }

    @PostMapping("/users")
    String add(
            @RequestParam String name,
            @RequestParam String shown,
            Authentication known,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next) {
        try {
            people.add(name.strip(), shownAs(name, shown), actor(known, request));
        } catch (Refused why) {
            AuditNote.of(request).refused(why.status(), why.code());
            model.addAttribute("refused", why);
            model.addAttribute("name", name);
            model.addAttribute("shown", shown);
            return users("", known, model);
        }
        next.addAttribute("name", name.strip());
        return "redirect:/users/{name}";
    }

    @GetMapping("/users/{name}")
    String user(@PathVariable String name, Authentication known, Model model) {
        var account = people.find(name).orElseThrow(() -> new NotThere("user", name));
        var held = account.roles().stream().map(People.Granted::role).collect(Collectors.toSet());
        model.addAttribute("user", account);
        model.addAttribute("password", passwords.state(name).orElse(null));
        model.addAttribute("factor", factors.state(new Person(name, held, Set.of())));
        model.addAttribute("roles", Role.values());
        model.addAttribute("feeds", mappings.feeds());
        model.addAttribute("oneself", name.equals(known.getName()));
        may(known, model);
        return "user";
    }

    @PostMapping("/users/{name}/disable")
    String disable(
            @PathVariable String name, Authentication known, HttpServletRequest request, RedirectAttributes next) {
        return done(name, known, request, next, by -> people.setDisabled(name, true, by));
    }

    @PostMapping("/users/{name}/enable")
    String enable(
            @PathVariable String name, Authentication known, HttpServletRequest request, RedirectAttributes next) {
        return done(name, known, request, next, by -> people.setDisabled(name, false, by));
    }

    @PostMapping("/users/{name}/grant")
    String grant(
            @PathVariable String name,
            @RequestParam String role,
            @RequestParam(required = false) @Nullable List<String> feeds,
            Authentication known,
            HttpServletRequest request,
            RedirectAttributes next) {
        var given = role(role);
        var own = mappings.feeds().stream()
                .filter(feed -> feeds != null && feeds.contains(feed.value()))
                .collect(Collectors.<FeedId>toSet());
        return done(name, known, request, next, by -> people.grant(name, given, own, by));
    }

    @PostMapping("/users/{name}/revoke")
    String revoke(
            @PathVariable String name,
            @RequestParam String role,
            Authentication known,
            HttpServletRequest request,
            RedirectAttributes next) {
        return done(name, known, request, next, by -> people.revoke(name, role(role), by));
    }

    @PostMapping("/users/{name}/tokens")
    String token(@PathVariable String name, Authentication known, HttpServletRequest request, RedirectAttributes next) {
        return done(name, known, request, next, by -> next.addFlashAttribute("token", people.issue(name, null, by)));
    }

    @PostMapping("/users/{name}/tokens/{id}/confirm")
    String confirmToken(
            @PathVariable String name,
            @PathVariable String id,
            Authentication known,
            HttpServletRequest request,
            RedirectAttributes next) {
        return done(name, known, request, next, by -> people.confirm(name, Limits.id(id), by));
    }

    @PostMapping("/users/{name}/tokens/{id}/revoke")
    String revokeToken(
            @PathVariable String name,
            @PathVariable String id,
            Authentication known,
            HttpServletRequest request,
            RedirectAttributes next) {
        return done(name, known, request, next, by -> people.revokeToken(name, Limits.id(id), by));
    }

    @PostMapping("/users/{name}/password")
    String password(
            @PathVariable String name, Authentication known, HttpServletRequest request, RedirectAttributes next) {
        return done(name, known, request, next, by -> next.addFlashAttribute("drawn", passwords.issue(name, by)));
    }

    @PostMapping("/users/{name}/password/confirm")
    String confirmPassword(
            @PathVariable String name, Authentication known, HttpServletRequest request, RedirectAttributes next) {
        return done(name, known, request, next, by -> passwords.confirm(name, by));
    }

    @PostMapping("/users/{name}/password/revoke")
    String revokePassword(
            @PathVariable String name, Authentication known, HttpServletRequest request, RedirectAttributes next) {
        return done(name, known, request, next, by -> passwords.revoke(name, by));
    }

    @PostMapping("/users/{name}/second-factor/reset")
    String resetFactor(
            @PathVariable String name, Authentication known, HttpServletRequest request, RedirectAttributes next) {
        return done(name, known, request, next, by -> factors.reset(name, by));
    }

    @GetMapping("/administrators")
    String administrators(Model model) {
        model.addAttribute("roles", List.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN));
        return "administrators";
    }

    @PostMapping("/administrators")
    String first(
            @RequestParam String name,
            @RequestParam String shown,
            @RequestParam String role,
            Authentication known,
            HttpServletRequest request,
            Model model,
            RedirectAttributes next) {
        try {
            var by = actor(known, request);
            next.addFlashAttribute("token", people.first(name.strip(), shownAs(name, shown), role(role), by));
            next.addFlashAttribute("drawn", passwords.first(name.strip(), by));
            next.addFlashAttribute("named", name.strip());
        } catch (Refused why) {
            AuditNote.of(request).refused(why.status(), why.code());
            model.addAttribute("refused", why);
            model.addAttribute("name", name);
            model.addAttribute("shown", shown);
            return administrators(model);
        }
        return "redirect:/administrators";
    }

    /** Something done to a user: afterwards his page shows that it was, or why not. */
    private static String done(
            String name,
            Authentication known,
            HttpServletRequest request,
            RedirectAttributes next,
            Consumer<Actor> what) {
        try {
            what.accept(actor(known, request));
            next.addFlashAttribute("done", true);
        } catch (Refused why) {
            AuditNote.of(request).refused(why.status(), why.code());
            next.addFlashAttribute("refused", why);
        }
        next.addAttribute("name", name);
        return "redirect:/users/{name}";
    }

    private static void may(Authentication known, Model model) {
        model.addAttribute("manages", Right.USERS_MANAGE.isHeldBy(known));
        model.addAttribute("grants", Right.ROLES_GRANT.isHeldBy(known));
    }

    private static String shownAs(String name, String shown) {
        var text = shown.isBlank() ? name.strip() : shown.strip();
        return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
    }

    private static Role role(String id) {
        return Role.named(id).orElseThrow(() -> new NotThere("role", id));
    }

    private static Actor actor(Authentication known, HttpServletRequest request) {
        return new Actor(known.getName(), request.getRemoteAddr());
    }
}
