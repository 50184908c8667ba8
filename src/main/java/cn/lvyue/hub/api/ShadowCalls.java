package cn.lvyue.hub.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tries changed mappings and packs out on what is archived. */
@RestController
@RequestMapping("/api/v1/replays/shadow")
@Tag(name = "重放 replays")
class ShadowCalls {
    private static final int MOST_DAYS = 3660;
    private static final long MOST_RECORDS = 10_000_000;

    private final ShadowRun shadow;
    private final FeedPacks feeds;
    private final Environment environment;

    ShadowCalls(ShadowRun shadow, FeedPacks feeds, Environment environment) {
        this.shadow = shadow;
        this.feeds = feeds;
        this.environment = environment;
    }

    @PostMapping
    @Operation(
            summary = "试运行改动后的映射或标准包，不产生影响 / Try changed mappings or packs, without effect",
            description = "正文为 ZIP（路径同映射目录，可只含改动的文件），或一个映射文件（YAML，须给 feed）。应答在读完后给出。/ The body is a ZIP with paths"
                    + " as in the mappings folder, of changed files only if you like, or one mapping file in YAML with its feed."
                    + " Answers when all is read.")
    ShadowAnswer run(
            @RequestBody byte[] body,
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(defaultValue = "1000000") long limit) {
        if (days < 1 || days > MOST_DAYS) {
            throw Refusal.badParameter(
                    "days", Integer.toString(days), "1 至 " + MOST_DAYS, "1 to " + MOST_DAYS);
        }
        if (limit < 1 || limit > MOST_RECORDS) {
            throw Refusal.badParameter(
                    "limit", Long.toString(limit), "1 至 " + MOST_RECORDS, "1 to " + MOST_RECORDS);
        }
        var only = feed == null ? null : feeds.feed(feed);
        boolean zip = body.length > 1 && body[0] == 'P' && body[1] == 'K';
        if (!zip && only == null) {
            throw Refusal.badParameter("feed", "", "YAML 所属的来源", "the feed of the YAML");
        }
        var mappings = Path.of(environment.getProperty("hub.mappings", "mappings"));
        try (var folder = ShadowFolder.of(mappings, body, only == null ? "" : only.value())) {
            return shadow.run(loaded(folder), only, days, limit);
        }
    }

    private ShadowRun.Side loaded(ShadowFolder folder) {
        try {
            return shadow.load(folder.path());
        } catch (RuntimeException broken) {
            throw Refusal.badParameter(
                    "body", String.valueOf(broken.getMessage()), "无误的映射与标准包", "mappings and packs that are in order");
        }
    }
}
