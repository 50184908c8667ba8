package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.security.Person;
import cn.lvyue.hub.security.Right;
import cn.lvyue.hub.security.Role;
import cn.lvyue.hub.security.SecondFactors;
import cn.lvyue.hub.security.SessionBook;
import cn.lvyue.hub.security.SourceKeys.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 我的账号, 会话 and 角色: what one is here, where one is logged in, who else is, and what each role may. */
@Controller
class AccountPages {
    private static final int PAGE = 100;

    private final SecondFactors factors;
    private final SessionBook sessions;

    AccountPages(SecondFactors factors, SessionBook sessions) {
        this.factors = factors;
        this.sessions = sessions;
    }

    @GetMapping("/account")
    String account(Authentication known, Model model) {
        var who = Person.of(known).orElseThrow(() -> new NotThere("person", known.getName()));
        model.addAttribute("who", who);
        model.addAttribute("roles", who.roles().stream().sorted().toList());
        model.addAttribute(
                "feeds", who.feeds().stream().map(Object::toString).sorted().toList());
        model.addAttribute(
                "rights",
                Arrays.stream(Right.values())
                        .filter(right -> right.isHeldBy(known))
                        .map(Right::id)
                        .toList());
        model.addAttribute("factor", factors.state(who));
        model.addAttribute("sessions", sessions.of(who.name()));
        model.addAttribute("names", Right.ADMINISTRATORS_FIRST.isHeldBy(known));
        return "account";
    }

    @PostMapping("/account/sessions/{id}/end")
    String endOwn(@PathVariable String id, Principal person, HttpServletRequest request) {
        sessions.end(Limits.id(id), person.getName(), new Actor(person.getName(), request.getRemoteAddr()));
        return "redirect:/account";
    }

    @GetMapping("/sessions")
    String sessions(@RequestParam(required = false) @Nullable Long after, Authentication known, Model model) {
        var found = sessions.all(after == null ? Long.MAX_VALUE : after, PAGE);
        model.addAttribute("sessions", found);
        model.addAttribute("ends", Right.USERS_MANAGE.isHeldBy(known) || Right.ROLES_GRANT.isHeldBy(known));
        model.addAttribute(
                "next", found.size() < PAGE ? null : found.get(PAGE - 1).id());
        return "sessions";
    }

    @PostMapping("/sessions/{id}/end")
    String end(@PathVariable String id, Principal person, HttpServletRequest request) {
        sessions.end(Limits.id(id), null, new Actor(person.getName(), request.getRemoteAddr()));
        return "redirect:/sessions";
    }

    @GetMapping("/roles")
    String roles(Model model) {
        model.addAttribute("roles", Role.values());
        model.addAttribute("rights", Right.values());
        return "roles";
    }
}
