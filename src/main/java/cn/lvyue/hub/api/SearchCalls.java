package cn.lvyue.hub.api;

import cn.lvyue.hub.search.Query;
import cn.lvyue.hub.search.Search;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Searches the archive. What may be asked for is told in {@code src/docs/search.md}. */
@RestController
@RequestMapping("/api/v1/archive")
@Tag(name = "归档 archive")
class SearchCalls {
    private static final int MONTHS = 12;

    private final Search search;
    private final KnownNames names;

    SearchCalls(Search search, KnownNames names) {
        this.search = search;
        this.names = names;
    }

    @GetMapping("/records")
    @Operation(
            summary = "检索源记录，新的在前 / Search source records, newest first",
            description =
                    "条件任意组合：from、to、feed、channel、direction、state、outcome、finding、message、record、sourceNo、complainantCode、"
                            + "respondentCode、org（名称的一部分）、q（全文，词以空格分开）、batch、package、platformId、sender、digest。以 next 作"
                            + " after 翻页；limit 至多 500。时限到时 state 为 SEARCHING，以 next 继续。 / Any combination of these; pass next"
                            + " as after, also where state is SEARCHING.")
    SearchAnswer.Records records(@Parameter(hidden = true) @RequestParam Map<String, String> words) {
        return SearchAnswer.Records.of(search.records(query(words)));
    }

    @GetMapping("/messages")
    @Operation(
            summary = "检索归档报文，新的在前 / Search archived messages, newest first",
            description =
                    "条件同 records；关于记录的条件给出含有这种记录的报文。 / As for records; what is asked of records gives the messages"
                            + " that hold such.")
    SearchAnswer.Messages messages(@Parameter(hidden = true) @RequestParam Map<String, String> words) {
        return SearchAnswer.Messages.of(search.messages(query(words)));
    }

    @GetMapping("/index")
    @Operation(summary = "检索索引的进度 / How far the index is")
    SearchAnswer.State index() {
        return SearchAnswer.State.of(search.state());
    }

    @PostMapping("/index/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "重建检索索引 / Build the index anew",
            description = "在后台进行，中断后自行继续；其间检索到的较少。 / Goes on by itself, also after an interruption; searches find less"
                    + " until it is done.")
    SearchAnswer.State rebuild(@RequestParam(required = false) @Nullable Integer month) {
        if (month != null
                && month != 0
                && (month < 190_001 || month > 999_912 || month % 100 < 1 || month % 100 > MONTHS)) {
            throw Refusal.badParameter("month", month.toString(), "形如 202603 的月份", "a month like 202603");
        }
        search.rebuild(month == null ? -1 : month);
        return index();
    }

    private Query query(Map<String, String> words) {
        for (var name : words.keySet()) {
            if (!Query.CRITERIA.contains(name)) {
                var known = String.join(", ", Query.CRITERIA);
                throw Refusal.badParameter(name, words.getOrDefault(name, ""), "以下参数之一：" + known, "one of " + known);
            }
        }
        return names.query(words);
    }
}
