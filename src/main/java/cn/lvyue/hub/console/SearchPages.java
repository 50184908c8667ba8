package cn.lvyue.hub.console;

import cn.lvyue.hub.api.KnownNames;
import cn.lvyue.hub.api.Refusal;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.search.Found;
import cn.lvyue.hub.search.MessageHit;
import cn.lvyue.hub.search.Query;
import cn.lvyue.hub.search.SavedSearches;
import cn.lvyue.hub.search.Search;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** 检索: messages that came and went, and source records, by any criteria, newest first. */
@Controller
class SearchPages {
    private static final Pattern PACKAGE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Search search;
    private final Mappings mappings;
    private final SavedSearches saved;
    private final Deliveries deliveries;
    private final KnownNames names;

    SearchPages(Search search, Mappings mappings, SavedSearches saved, Deliveries deliveries, KnownNames names) {
        this.search = search;
        this.mappings = mappings;
        this.saved = saved;
        this.deliveries = deliveries;
        this.names = names;
    }

    @GetMapping("/exchanges")
    String messages(
            @RequestParam Map<String, String> words, Principal person, HttpServletResponse response, Model model) {
        model.addAttribute("saved", shown("exchanges", saved.of(person.getName(), "messages")));
        return page("exchanges", words, query -> withPackages(search.messages(query), model), response, model);
    }

    /** What goes to a platform and what it answers is archived under the name of the package, which has a page of its own. */
    private Found<MessageHit> withPackages(Found<MessageHit> found, Model model) {
        var named = new HashMap<Long, UUID>();
        found.items().forEach(hit -> packageOf(hit).ifPresent(id -> named.put(hit.messageId(), id)));
        var batches = deliveries.batchesOf(new HashSet<>(named.values()));
        var links = new HashMap<Long, String>();
        named.forEach((message, id) -> {
            if (batches.containsKey(id)) {
                links.put(message, "/batches/" + batches.get(id) + "/packages/" + id);
            }
        });
        model.addAttribute("packages", links);
        return found;
    }

    private static Optional<UUID> packageOf(MessageHit hit) {
        if (hit.target() == null || hit.filename() == null) {
            return Optional.empty();
        }
        var name = PACKAGE.matcher(hit.filename());
        return name.lookingAt() ? Optional.of(UUID.fromString(name.group())) : Optional.empty();
    }

    @GetMapping("/records")
    String records(
            @RequestParam Map<String, String> words, Principal person, HttpServletResponse response, Model model) {
        model.addAttribute("saved", shown("records", saved.of(person.getName(), "records")));
        return page("records", words, search::records, response, model);
    }

    /** A search that was kept. @param link to what it finds now */
    record Kept(long id, String name, String link) {}

    private static List<Kept> shown(String page, List<SavedSearches.Saved> saved) {
        return saved.stream()
                .map(each -> new Kept(each.id(), each.name(), address(page, each.criteria())))
                .toList();
    }

    private static String address(String page, Map<String, String> given) {
        var address = UriComponentsBuilder.fromPath("/" + page);
        given.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(given).toUriString();
    }

    /** Keeps what was searched for under a name, for the person alone. */
    @PostMapping("/{page:exchanges|records}/saved")
    String save(
            @PathVariable String page,
            @RequestParam Map<String, String> words,
            @RequestParam(defaultValue = "") String name,
            Principal person,
            RedirectAttributes flash) {
        var given = criteria(words);
        given.remove("after");
        var called = name.strip();
        boolean fits = !called.isEmpty() && called.length() <= SavedSearches.LONGEST_NAME && !given.isEmpty();
        boolean kept = fits && saved.save(person.getName(), kind(page), called, given);
        flash.addFlashAttribute(kept ? "told" : "sorry", kept ? "saved.told" : fits ? "saved.full" : "saved.sorry");
        return "redirect:" + address(page, given);
    }

    @PostMapping("/{page:exchanges|records}/saved/{id}/removal")
    String forget(@PathVariable String page, @PathVariable long id, Principal person, RedirectAttributes flash) {
        if (saved.forget(person.getName(), id)) {
            flash.addFlashAttribute("told", "saved.gone");
        }
        return "redirect:/" + page;
    }

    private static String kind(String page) {
        return page.equals("records") ? "records" : "messages";
    }

    private static Map<String, String> criteria(Map<String, String> words) {
        var given = new HashMap<>(words);
        given.values().removeIf(String::isBlank);
        given.keySet().retainAll(Query.CRITERIA);
        return given;
    }

    private String page(
            String page,
            Map<String, String> words,
            Function<Query, Found<?>> find,
            HttpServletResponse response,
            Model model) {
        var given = criteria(words);
        model.addAttribute("given", given);
        model.addAttribute("feeds", mappings.feeds());
        model.addAttribute("states", MessageStatus.values());
        model.addAttribute("outcomes", Outcome.values());
        try {
            var found = find.apply(names.query(given));
            model.addAttribute("found", found);
            model.addAttribute("next", next(page, given, found));
        } catch (Refusal refused) {
            response.setStatus(refused.status());
            model.addAttribute("refused", refused);
        }
        return page;
    }

    private static String next(String page, Map<String, String> given, Found<?> found) {
        if (found.next() == null) {
            return "";
        }
        var address = UriComponentsBuilder.fromPath("/" + page);
        given.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.replaceQueryParam("after", "{after}")
                .encode()
                .buildAndExpand(after(given, found))
                .toUriString();
    }

    private static Map<String, String> after(Map<String, String> given, Found<?> found) {
        var words = new HashMap<>(given);
        words.put("after", String.valueOf(found.next()));
        return words;
    }
}
