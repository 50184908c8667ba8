package cn.lvyue.hub.console;

import cn.lvyue.hub.security.LoginSteps;
import cn.lvyue.hub.security.Person;
import cn.lvyue.hub.security.SecondFactors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 第二因素: where one gives one's device the secret, and takes the recovery codes down. */
@Controller
class SecondFactorPages {
    private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

    private final SecondFactors factors;
    private final LoginSteps steps;

    SecondFactorPages(SecondFactors factors, LoginSteps steps) {
        this.factors = factors;
        this.steps = steps;
    }

    @GetMapping("/second-factor")
    String page(Principal principal, Model model) {
        var who = person(principal);
        var begun = factors.begun(who).orElse(null);
        model.addAttribute("state", factors.state(who));
        model.addAttribute("begun", begun);
        model.addAttribute(
                "grouped",
                begun == null ? null : String.join(" ", begun.secret().split("(?<=\\G.{4})")));
        return "second-factor";
    }

    @PostMapping("/second-factor/begin")
    String begin(Principal principal) {
        factors.begin(person(principal));
        return "redirect:/second-factor";
    }

    @GetMapping("/second-factor/picture")
    ResponseEntity<String> picture(Principal principal) {
        var begun = factors.begun(person(principal)).orElseThrow(() -> new NotThere("picture", ""));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(SVG)
                .body(QrPicture.svg(begun.uri()));
    }

    @PostMapping("/second-factor")
    String confirm(
            @RequestParam String code,
            Principal principal,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var enrolled = steps.confirm(code, request, response);
        return enrolled.map(done -> codes(done.codes(), done.next(), model)).orElseGet(() -> wrong(principal, model));
    }

    @PostMapping("/second-factor/codes")
    String renew(@RequestParam String code, Principal principal, HttpServletRequest request, Model model) {
        return factors.renewRecoveryCodes(person(principal), code, request.getRemoteAddr())
                .map(codes -> codes(codes, Optional.empty(), model))
                .orElseGet(() -> wrong(principal, model));
    }

    @PostMapping("/second-factor/remove")
    String remove(@RequestParam String code, Principal principal, HttpServletRequest request, Model model) {
        return factors.remove(person(principal), code, request.getRemoteAddr())
                ? "redirect:/account"
                : wrong(principal, model);
    }

    /** Their only sight: not kept for a page that is fetched again. */
    private static String codes(List<String> codes, Optional<String> next, Model model) {
        model.addAttribute("codes", codes);
        model.addAttribute("next", next.orElse("/account"));
        return "recovery-codes";
    }

    private String wrong(Principal principal, Model model) {
        model.addAttribute("wrong", true);
        return page(principal, model);
    }

    private static Person person(Principal principal) {
        return Person.of(principal).orElseThrow(() -> new NotThere("person", principal.getName()));
    }
}
