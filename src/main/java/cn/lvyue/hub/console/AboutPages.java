package cn.lvyue.hub.console;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.ShownLimits;
import cn.lvyue.hub.security.SourceRule;
import cn.lvyue.hub.security.SourceRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 设置与限制, 关于: every limit that applies, and what this hub is made of. */
@Controller
class AboutPages {
    /** Limits that are told as numbers of seconds. */
    private static final Set<String> SECONDS =
            Set.of("life", "lock", "session", "drawn", "token-life", "longest-token-life");

    private static final String BYTES = "message-limit";

    private final SourceRules rules;
    private final List<ShownLimits> limits;
    private final Components components;

    AboutPages(SourceRules rules, ObjectProvider<ShownLimits> limits, Components components) {
        this.rules = rules;
        this.limits = limits.orderedStream().toList();
        this.components = components;
    }

    /** @param zh what it bounds, if its module says so @param code of the finding that tells it was passed */
    record Limit(String name, String value, String zh, String en, String code) {}

    @GetMapping("/settings")
    String settings(Model model) {
        var sources = new LinkedHashMap<String, SourceRule>();
        sources.put("default", rules.defaults());
        rules.named().stream().sorted().forEach(feed -> sources.put(feed, rules.of(new FeedId(feed))));
        var groups = new LinkedHashMap<String, List<Limit>>();
        limits.forEach(of -> groups.put(
                of.group(),
                of.limits().entrySet().stream()
                        .map(limit -> limit(limit.getKey(), limit.getValue()))
                        .toList()));
        model.addAttribute("sources", sources);
        model.addAttribute("groups", groups);
        return "settings";
    }

    private static Limit limit(String name, Object value) {
        return value instanceof Map<?, ?> told
                ? new Limit(name, word(told, "value"), word(told, "zh"), word(told, "en"), word(told, "code"))
                : new Limit(name, unit(name, String.valueOf(value)), "", "", "");
    }

    private static String unit(String name, String value) {
        if (SECONDS.contains(name)) {
            return "PT" + value + "S";
        }
        return name.equals(BYTES) ? value + "B" : value;
    }

    private static String word(Map<?, ?> told, String name) {
        var word = told.get(name);
        return word == null ? "" : String.valueOf(word);
    }

    @GetMapping("/about")
    String about(Model model) {
        model.addAttribute("version", components.version());
        model.addAttribute("java", Runtime.version().toString());
        model.addAttribute("database", components.database());
        model.addAttribute("components", components.all());
        return "about";
    }

    @GetMapping("/about/sbom")
    ResponseEntity<Resource> sbom() {
        var bill = components.bill().orElseThrow(() -> new NotThere("sbom", ""));
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("application/vnd.cyclonedx+json"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"lvyue-hub.cdx.json\"")
                .body(bill);
    }
}
