package cn.lvyue.hub.console;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.ShownLimits;
import cn.lvyue.hub.security.SourceRule;
import cn.lvyue.hub.security.SourceRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final SourceRules rules;
    private final List<ShownLimits> limits;
    private final Components components;

    AboutPages(SourceRules rules, ObjectProvider<ShownLimits> limits, Components components) {
        this.rules = rules;
        this.limits = limits.orderedStream().toList();
        this.components = components;
    }

    @GetMapping("/settings")
    String settings(Model model) {
        var sources = new LinkedHashMap<String, SourceRule>();
        sources.put("default", rules.defaults());
        rules.named().stream().sorted().forEach(feed -> sources.put(feed, rules.of(new FeedId(feed))));
        var groups = new TreeMap<String, Map<String, Limit>>();
        limits.forEach(of -> groups.put(of.group(), of.limits()));
        model.addAttribute("sources", sources);
        model.addAttribute("groups", groups);
        return "settings";
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
