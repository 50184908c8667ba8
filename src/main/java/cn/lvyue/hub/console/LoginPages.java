package cn.lvyue.hub.console;

import cn.lvyue.hub.security.LoginSteps;
import cn.lvyue.hub.security.LoginWays;
import cn.lvyue.hub.security.Passwords;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 登录: where people log in, give the code of their second factor, and change their password. */
@Controller
class LoginPages {
    private final Passwords passwords;
    private final LoginSteps steps;
    private final LoginWays ways;

    LoginPages(Passwords passwords, LoginSteps steps, LoginWays ways) {
        this.passwords = passwords;
        this.steps = steps;
        this.ways = ways;
    }

    @GetMapping("/login")
    String login(Model model) {
        model.addAttribute("provider", ways.provider());
        model.addAttribute("providerAddress", ways.providerAddress());
        return "login";
    }

    @GetMapping("/login/code")
    String code() {
        return "login-code";
    }

    @PostMapping("/login/code")
    String code(@RequestParam String code, HttpServletRequest request, HttpServletResponse response, Model model) {
        var next = steps.code(code, request, response);
        model.addAttribute("wrong", next.isEmpty());
        return next.map(page -> "redirect:" + page).orElse("login-code");
    }

    @GetMapping("/password")
    String password(Model model) {
        model.addAttribute("shortest", passwords.shortest());
        return "password";
    }

    /** A changed password ends the session: one logs in with it. */
    @PostMapping("/password")
    String change(
            @RequestParam String old,
            @RequestParam String wanted,
            @RequestParam String again,
            Principal person,
            HttpServletRequest request,
            Model model)
            throws ServletException {
        var became = wanted.equals(again)
                ? passwords
                        .change(person.getName(), old, wanted, request.getRemoteAddr())
                        .name()
                : "DIFFERENT";
        if (became.equals(Passwords.Change.DONE.name())) {
            request.logout();
            return "redirect:/login?changed";
        }
        model.addAttribute("became", became);
        return password(model);
    }
}
