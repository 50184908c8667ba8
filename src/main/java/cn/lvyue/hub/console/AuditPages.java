package cn.lvyue.hub.console;

import cn.lvyue.hub.api.AuditFile;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.security.AuditEntry;
import cn.lvyue.hub.security.AuditQuery;
import cn.lvyue.hub.security.AuditTrail;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** 审计: who did what, newest first; nothing here can change it. */
@Controller
class AuditPages {
    private static final int PAGE = 100;
    private static final List<String> CRITERIA = List.of("actor", "action", "object", "result", "from", "until");

    private final AuditTrail trail;
    private final JsonMapper json;
    private final Clock clock;

    AuditPages(AuditTrail trail, JsonMapper json, Clock clock) {
        this.trail = trail;
        this.json = json;
        this.clock = clock;
    }

    @GetMapping("/audit")
    String audit(
            @RequestParam Map<String, String> words,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        var given = given(words);
        var found = trail.page(query(given), after == null ? Long.MAX_VALUE : after, PAGE);
        model.addAttribute("given", given);
        model.addAttribute("lines", found);
        model.addAttribute(
                "changesOf",
                found.stream().collect(Collectors.toMap(AuditEntry::id, line -> AuditChange.of(line, json))));
        model.addAttribute("export", address("/audit/export", given, null));
        model.addAttribute(
                "next",
                found.size() < PAGE
                        ? null
                        : address("/audit", given, found.get(PAGE - 1).id()));
        return "audit";
    }

    @GetMapping("/audit/export")
    void export(@RequestParam Map<String, String> words, HttpServletResponse response) throws IOException {
        var asked = query(given(words)); // before the file is begun: a refusal is a page
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"audit-%s.csv\""
                        .formatted(LocalDate.ofInstant(clock.instant(), clock.getZone())));
        try (var file = new AuditFile(response.getOutputStream(), true, json)) {
            trail.each(asked, file::add);
        }
    }

    private static Map<String, String> given(Map<String, String> words) {
        var given = new HashMap<>(words);
        given.replaceAll((name, value) -> value.strip());
        given.values().removeIf(String::isEmpty);
        given.keySet().retainAll(CRITERIA);
        return given;
    }

    private AuditQuery query(Map<String, String> given) {
        var until = day("until", given);
        return new AuditQuery(
                given.get("actor"),
                given.get("action"),
                given.get("object"),
                given.get("result"),
                start(day("from", given)),
                start(until == null ? null : until.plusDays(1)));
    }

    private @Nullable Instant start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(clock.getZone()).toInstant();
    }

    private static @Nullable LocalDate day(String name, Map<String, String> given) {
        var typed = given.get(name);
        try {
            return typed == null ? null : LocalDate.parse(typed);
        } catch (DateTimeParseException noDay) {
            throw Refusal.badParameter(name, String.valueOf(typed), "形如 2026-01-31 的日期", "a day like 2026-01-31");
        }
    }

    private static String address(String path, Map<String, String> given, @Nullable Long after) {
        var address = UriComponentsBuilder.fromPath(path);
        given.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        if (after != null) {
            address.queryParam("after", after);
        }
        return address.encode().buildAndExpand(given).toUriString();
    }
}
