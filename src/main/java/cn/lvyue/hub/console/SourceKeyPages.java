package cn.lvyue.hub.console;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.Algorithm;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.security.Refused;
import cn.lvyue.hub.security.SourceKey;
import cn.lvyue.hub.security.SourceKeys;
import cn.lvyue.hub.security.SourceKeys.Actor;
import cn.lvyue.hub.security.SourceKeys.Issued;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 密钥: the keys a source signs with; a new one's secret is shown once, on the page that follows. */
@Controller
class SourceKeyPages {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

    private final OwnSources own;
    private final SourceKeys keys;
    private final Clock clock;

    SourceKeyPages(OwnSources own, SourceKeys keys, Clock clock) {
        this.own = own;
        this.keys = keys;
        this.clock = clock;
    }

    /** @param expiresSoon it counts, but not for long, and no other key of the source counts beyond it */
    record Shown(SourceKey key, SourceKey.State state, boolean expiresSoon) {}

    @GetMapping("/sources/{feed}/keys")
    String keys(@PathVariable String feed, Principal who, Model model) {
        var source = own.one(who, feed);
        var now = clock.instant();
        var all = keys.of(source);
        var soon = keys.expiringSoon();
        model.addAttribute("feed", source);
        model.addAttribute(
                "keys",
                all.stream()
                        .map(key -> new Shown(
                                key,
                                key.state(now),
                                soon.stream().anyMatch(each -> each.keyId().equals(key.keyId()))))
                        .toList());
        model.addAttribute("algorithms", Algorithm.values());
        return "source-keys";
    }

    @PostMapping("/sources/{feed}/keys")
    String issue(
            @PathVariable String feed,
            @RequestParam String algorithm,
            @RequestParam(required = false) @Nullable Integer days,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var source = own.one(who, feed);
        var chosen = Arrays.stream(Algorithm.values())
                .filter(each -> each.label().equals(algorithm))
                .findFirst()
                .orElse(Algorithm.HMAC_SM3);
        return shownOnce(
                source, request, flash, () -> keys.issue(source, chosen, null, expiry(days), by(who, request)));
    }

    private @Nullable Instant expiry(@Nullable Integer days) {
        return days == null || days < 1 ? null : clock.instant().plus(Duration.ofDays(Math.min(days, 3_650)));
    }

    @PostMapping("/sources/{feed}/keys/{keyId}/rotation")
    String rotate(
            @PathVariable String feed,
            @PathVariable String keyId,
            @RequestParam(defaultValue = "7") int days,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var source = own.one(who, feed);
        var overlap = Duration.ofDays(Math.max(0, Math.min(days, LONGEST_OVERLAP.toDays())));
        return shownOnce(
                source,
                request,
                flash,
                () -> keys.rotate(source, keyId, overlap, by(who, request))
                        .orElseThrow(() -> new NotThere("key", keyId)));
    }

    @PostMapping("/sources/{feed}/keys/{keyId}/revocation")
    String revoke(
            @PathVariable String feed,
            @PathVariable String keyId,
            Principal who,
            HttpServletRequest request,
            RedirectAttributes flash) {
        var source = own.one(who, feed);
        if (keys.revoke(source, keyId, by(who, request)).isEmpty()) {
            throw new NotThere("key", keyId);
        }
        flash.addFlashAttribute("told", "source.told.revoked");
        return "redirect:/sources/" + source + "/keys";
    }

    private static String shownOnce(
            FeedId source, HttpServletRequest request, RedirectAttributes flash, Supplier<Issued> deed) {
        try {
            flash.addFlashAttribute("issued", deed.get());
        } catch (Refused refused) {
            AuditNote.of(request).refused(refused.status(), refused.code());
            flash.addFlashAttribute("refused", refused);
        }
        return "redirect:/sources/" + source + "/keys";
    }

    private static Actor by(Principal who, HttpServletRequest request) {
        return new Actor(who.getName(), request.getRemoteAddr());
    }
}
