package cn.lvyue.hub.console;

import cn.lvyue.hub.security.Passwords;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 登录: where people log in, and where they change their password. */
@Controller
class LoginPages {
    private final Passwords passwords;

    LoginPages(Passwords passwords) {
        this.passwords = passwords;
    }

    @GetMapping("/login")
    String login() {
        return "login";
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
