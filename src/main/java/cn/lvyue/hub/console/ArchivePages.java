package cn.lvyue.hub.console;

import cn.lvyue.hub.api.EvidenceDesk;
import cn.lvyue.hub.api.MonthDesk;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.archive.MonthRefused;
import cn.lvyue.hub.evidence.Verifier;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.proof.Proofs;
import cn.lvyue.hub.proof.Proofs.DayStatement;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 档案: where an auditor begins; the days with their roots, signatures and stamps, the months, and the verifier. */
@Controller
class ArchivePages {
    private static final int LONGEST_MONTH = 31;

    private final Proofs proofs;
    private final MonthDesk months;
    private final EvidenceDesk evidence;
    private final Mappings mappings;
    private final Clock clock;

    ArchivePages(Proofs proofs, MonthDesk months, EvidenceDesk evidence, Mappings mappings, Clock clock) {
        this.proofs = proofs;
        this.months = months;
        this.evidence = evidence;
        this.mappings = mappings;
        this.clock = clock;
    }

    @GetMapping("/archive")
    String archive(Model model) {
        var log = proofs.log().orElse(null);
        model.addAttribute("log", log);
        model.addAttribute("root", log == null ? "" : HexFormat.of().formatHex(log.root()));
        model.addAttribute("newest", proofs.newest().orElse(null));
        return "archive";
    }

    /** @param month the last one by default */
    @GetMapping("/archive/days")
    String days(@RequestParam(required = false) @Nullable YearMonth month, Model model) {
        var shown = month == null ? YearMonth.from(LocalDate.ofInstant(clock.instant(), clock.getZone())) : month;
        var days = proofs.days(shown.atDay(1).minusDays(1), LONGEST_MONTH).stream()
                .filter(day -> YearMonth.from(day.day()).equals(shown))
                .toList();
        model.addAttribute("month", shown);
        model.addAttribute("days", days);
        model.addAttribute(
                "roots",
                days.stream().map(day -> HexFormat.of().formatHex(day.root())).toList());
        return "days";
    }

    @GetMapping("/archive/days/{day}")
    String day(@PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day, Model model) {
        var statement = known(day);
        model.addAttribute("day", statement);
        model.addAttribute("root", HexFormat.of().formatHex(statement.root()));
        model.addAttribute("digest", HexFormat.of().formatHex(statement.digest()));
        return "day";
    }

    /** @param part the statement itself, its signature or its time stamp, byte by byte as it is checked */
    @GetMapping("/archive/days/{day}/{part:statement|signature|stamp}")
    ResponseEntity<byte[]> part(
            @PathVariable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day, @PathVariable String part) {
        var known = known(day);
        var signature = known.signature();
        var bytes = switch (part) {
            case "statement" -> known.text().getBytes(StandardCharsets.UTF_8);
            case "signature" -> signature == null ? null : signature.getBytes(StandardCharsets.UTF_8);
            default -> known.stamp();
        };
        if (bytes == null) {
            throw new NotThere(part, day.toString());
        }
        var ending = switch (part) {
            case "statement" -> ".txt";
            case "signature" -> ".signature.txt";
            default -> ".tsr";
        };
        return attachment(day + ending, MediaType.APPLICATION_OCTET_STREAM, bytes);
    }

    private DayStatement known(LocalDate day) {
        return proofs.day(day).orElseThrow(() -> new NotThere("day", day.toString()));
    }

    @GetMapping("/archive/verifier")
    String verifier() {
        return "verifier";
    }

    @GetMapping("/archive/verifier/source")
    ResponseEntity<byte[]> source() {
        return attachment(Verifier.FILENAME, MediaType.TEXT_PLAIN, Verifier.source());
    }

    private static ResponseEntity<byte[]> attachment(String name, MediaType type, byte[] bytes) {
        return ResponseEntity.ok()
                .contentType(type)
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(bytes);
    }

    @GetMapping("/archive/months")
    String months(Model model) {
        model.addAttribute("months", months.list());
        return "months";
    }

    @PostMapping("/archive/months/{month}/detach")
    String detach(
            @PathVariable String month,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            RedirectAttributes flash) {
        return moved(() -> months.detach(month, to, request), "month.told.detach", request, flash);
    }

    @PostMapping("/archive/months/attach")
    String attach(@RequestParam String file, HttpServletRequest request, RedirectAttributes flash) {
        return moved(() -> months.attach(file, request), "month.told.attach", request, flash);
    }

    /** A month that stays says why, which the desk has noted. */
    private static String moved(Runnable deed, String done, HttpServletRequest request, RedirectAttributes flash) {
        var page = "/archive/months";
        try {
            return Told.of(
                    () -> {
                        deed.run();
                        return page;
                    },
                    done,
                    page,
                    request,
                    flash);
        } catch (MonthRefused refused) {
            AuditNote.of(request).refused(409, refused.code());
            flash.addFlashAttribute("stays", refused.code() + " " + refused.getMessage());
            return "redirect:" + page;
        }
    }

    @GetMapping("/archive/handover")
    String handOver(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(defaultValue = "") String feed,
            HttpServletRequest request,
            Model model) {
        model.addAttribute("feeds", mappings.feeds());
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("feed", feed);
        model.addAttribute("mebi", EvidenceDesk.VOLUME >> 20);
        if (from != null && to != null) {
            try {
                model.addAttribute("amount", evidence.amount(from, to, feed.isEmpty() ? null : feed));
            } catch (Refusal refusal) {
                Told.refused(refusal, request, model);
            }
        }
        return "handover";
    }
}
