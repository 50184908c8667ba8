package cn.lvyue.hub.api;

import cn.lvyue.hub.api.LimitsAnswer.OfSource;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.ShownLimits;
import cn.lvyue.hub.security.Source;
import cn.lvyue.hub.security.SourceRules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a sender has to keep to. */
@RestController
@RequestMapping("/api/v1/limits")
@Tag(name = "运行 operation")
class LimitCalls {
    private final SourceRules rules;
    private final List<ShownLimits> others;

    /** @throws IllegalStateException if settings name a source that is none: its rule would silently never hold */
    LimitCalls(SourceRules rules, FeedPacks feeds, ObjectProvider<ShownLimits> others) {
        this.rules = rules;
        this.others = others.orderedStream().toList();
        var unknown = rules.named().stream()
                .filter(name -> !feeds.knows(name))
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("hub.sources 中没有对应来源的名称：%s / hub.sources names no feed: %s"
                    .formatted(String.join(", ", unknown), String.join(", ", unknown)));
        }
    }

    @GetMapping
    @Operation(
            summary = "现行限制 / The limits that apply",
            description = "以来源密钥调用时只含该来源。/ With the key of a source: of that source.")
    LimitsAnswer limits(@Nullable Principal user) {
        var sources = Source.of(user)
                .map(source -> List.of(OfSource.of(source.feed().value(), source.rule())))
                .orElseGet(this::all);
        var settings = new TreeMap<String, Map<String, Object>>();
        for (var group : others) {
            var limits = new LinkedHashMap<String, Object>();
            group.limits().forEach((name, limit) -> limits.put(name, limit.plain()));
            settings.put(group.group(), limits);
        }
        return new LimitsAnswer(
                sources,
                Map.of("waitSeconds", Limits.WAIT_SECONDS, "page", Limits.PAGE, "nameCharacters", Limits.NAME_LENGTH),
                settings);
    }

    private List<OfSource> all() {
        var own = rules.named().stream().sorted().map(feed -> OfSource.of(feed, rules.of(new FeedId(feed))));
        return Stream.concat(Stream.of(OfSource.of("default", rules.defaults())), own)
                .toList();
    }
}
