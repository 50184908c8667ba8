package cn.lvyue.hub.api;

import cn.lvyue.hub.api.MappingAnswers.ChangeAnswer;
import cn.lvyue.hub.api.MappingAnswers.InForceAnswer;
import cn.lvyue.hub.api.MappingAnswers.PlannedAnswer;
import cn.lvyue.hub.api.MappingAnswers.RowAnswer;
import cn.lvyue.hub.api.MappingAnswers.SettingAnswer;
import cn.lvyue.hub.api.MappingAnswers.TableAnswer;
import cn.lvyue.hub.api.MappingAnswers.VersionAnswer;
import cn.lvyue.hub.api.MappingViews.InForce;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.mapping.MappingWorkshop;
import cn.lvyue.hub.publishing.Publications;
import cn.lvyue.hub.publishing.Publications.Publication;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Mappings as they are: in force, earlier, compared, and tried on a sample. */
@RestController
@RequestMapping("/api/v1/mappings")
@Tag(name = "映射 mappings")
class MappingCalls {
    private final MappingViews views;
    private final MappingTexts texts;
    private final MappingWorkshop workshop;
    private final MappingCoverage coverage;
    private final SampleTrial trial;
    private final Publications publications;
    private final FeedPacks feeds;

    MappingCalls(
            MappingViews views,
            MappingTexts texts,
            MappingWorkshop workshop,
            MappingCoverage coverage,
            SampleTrial trial,
            Publications publications,
            FeedPacks feeds) {
        this.views = views;
        this.texts = texts;
        this.workshop = workshop;
        this.coverage = coverage;
        this.trial = trial;
        this.publications = publications;
        this.feeds = feeds;
    }

    @GetMapping
    @Operation(summary = "各来源现行映射 / The mapping in force of every feed")
    List<InForceAnswer> all() {
        return views.all().stream().map(MappingCalls::answer).toList();
    }

    @GetMapping("/{feed}")
    @Operation(summary = "映射表 / The mapping as a table")
    TableAnswer table(@PathVariable String feed) {
        var is = views.of(feeds.feed(feed));
        var table = workshop.table(is.text());
        return new TableAnswer(
                answer(is),
                table.name(),
                table.format(),
                SettingAnswer.of(table.reading()),
                RowAnswer.of(table),
                SettingAnswer.of(table.parks()));
    }

    @GetMapping("/{feed}/coverage")
    @Operation(summary = "标准字段的填充情况 / How well the standard fields are filled")
    MappingCoverage.Coverage coverage(@PathVariable String feed) {
        return coverage.of(feeds.feed(feed));
    }

    @GetMapping("/{feed}/versions")
    @Operation(summary = "曾用与已批准的版本，新的在前 / Versions that counted or are approved to, newest first")
    List<VersionAnswer> versions(@PathVariable String feed) {
        return publications.known(feeds.feed(feed)).stream()
                .map(VersionAnswer::of)
                .toList();
    }

    @GetMapping(path = "/{feed}/text", produces = "application/yaml;charset=UTF-8")
    @Operation(summary = "映射原文 / The text of a version; without one, of that in force")
    String text(@PathVariable String feed, @RequestParam(required = false) @Nullable String version) {
        return text(feeds.feed(feed), version).text();
    }

    @GetMapping("/{feed}/changes")
    @Operation(summary = "两个版本的差异 / What differs between two versions; without one, that in force")
    List<ChangeAnswer> changes(
            @PathVariable String feed,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        var id = feeds.feed(feed);
        return ChangeAnswer.of(workshop.changes(text(id, from), text(id, to)));
    }

    @PostMapping(path = "/{feed}/sample", consumes = MediaType.ALL_VALUE)
    @Operation(
            summary = "试映射样例，不入库 / Map a sample; nothing is kept",
            description = "正文为样例，至多 1 MiB；给出 publication 时按该草稿映射。/ The body is the sample, of at most 1 MiB; with"
                    + " publication it is mapped by that draft.")
    SampleTrial.Tried sample(
            @RequestBody byte[] body,
            @PathVariable String feed,
            @RequestParam(required = false) @Nullable String publication,
            @RequestParam(defaultValue = "http") String channel,
            @RequestParam(required = false) @Nullable String filename) {
        if (body.length > SampleTrial.LARGEST) {
            throw Refusal.of(ProblemKind.TOO_LARGE, "样例至多 1 MiB", "a sample has at most 1 MiB");
        }
        var id = feeds.feed(feed);
        var text = publication == null ? text(id, null) : draft(id, publication);
        return trial.run(text, new SampleTrial.Sample(body, filename, channel(channel), false));
    }

    private Text draft(FeedId feed, String publication) {
        return publications
                .find(Limits.id(publication))
                .map(Publication::text)
                .filter(text -> text.feed().equals(feed))
                .orElseThrow(() -> Refusal.notFound("发布申请", "publication", publication));
    }

    private Text text(FeedId feed, @Nullable String version) {
        return (version == null ? texts.today(feed) : texts.text(feed, version))
                .orElseThrow(() -> Refusal.notFound("映射版本", "version of the mapping", String.valueOf(version)));
    }

    private static Channel channel(String word) {
        for (var channel : Channel.values()) {
            if (channel.name().toLowerCase(Locale.ROOT).equals(word)) {
                return channel;
            }
        }
        throw Refusal.badParameter("channel", word, "接入方式", "a channel");
    }

    static InForceAnswer answer(InForce is) {
        var publication = is.publication();
        var since = is.since();
        return new InForceAnswer(
                is.text().feed().value(),
                is.text().version(),
                publication == null ? "FILE" : "PUBLISHED",
                publication == null ? null : Long.toString(publication.id()),
                since == null ? null : Times.of(since),
                publication == null ? null : publication.proposedBy(),
                publication == null ? null : publication.decidedBy(),
                is.digest(),
                is.text().pack(),
                is.file(),
                is.fileVersion(),
                is.planned().stream()
                        .map(each -> new PlannedAnswer(
                                Long.toString(each.publication()), each.version(), Times.of(each.effectiveAt())))
                        .toList());
    }
}
