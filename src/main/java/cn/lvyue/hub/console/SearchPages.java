package cn.lvyue.hub.console;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.search.Asked;
import cn.lvyue.hub.search.Found;
import cn.lvyue.hub.search.Query;
import cn.lvyue.hub.search.Search;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** 检索: messages that came and went, and source records, by any criteria, newest first. */
@Controller
class SearchPages {
    private final Search search;
    private final Mappings mappings;

    SearchPages(Search search, Mappings mappings) {
        this.search = search;
        this.mappings = mappings;
    }

    @GetMapping("/exchanges")
    String messages(@RequestParam Map<String, String> words, Model model) {
        return page("exchanges", words, search::messages, model);
    }

    @GetMapping("/records")
    String records(@RequestParam Map<String, String> words, Model model) {
        return page("records", words, search::records, model);
    }

    private String page(String page, Map<String, String> words, Function<Query, Found<?>> find, Model model) {
        var given = new HashMap<>(words);
        given.values().removeIf(String::isBlank);
        given.keySet().retainAll(Query.CRITERIA);
        model.addAttribute("given", given);
        model.addAttribute("feeds", mappings.feeds());
        model.addAttribute("states", MessageStatus.values());
        model.addAttribute("outcomes", Outcome.values());
        if (Query.of(given) instanceof Query query) {
            var found = find.apply(query);
            model.addAttribute("found", found);
            model.addAttribute("next", next(page, given, found));
        } else if (Query.of(given) instanceof Asked.Refused refused) {
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
