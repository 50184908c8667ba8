package cn.lvyue.hub.api;

import cn.lvyue.hub.api.MappingAnswers.PublicationAnswer;
import cn.lvyue.hub.api.MappingPublishing.Deed;
import cn.lvyue.hub.api.MappingPublishing.Refused;
import cn.lvyue.hub.api.MappingPublishing.Went;
import cn.lvyue.hub.publishing.Publications;
import cn.lvyue.hub.publishing.Shadows;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** A mapping's way into force: draft, shadow run, proposal, approval by another person. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "映射 mappings")
class PublicationCalls {
    private final MappingPublishing publishing;
    private final Publications publications;
    private final Shadows shadows;
    private final FeedPacks feeds;
    private final JsonMapper json;

    PublicationCalls(
            MappingPublishing publishing,
            Publications publications,
            Shadows shadows,
            FeedPacks feeds,
            JsonMapper json) {
        this.publishing = publishing;
        this.publications = publications;
        this.shadows = shadows;
        this.feeds = feeds;
        this.json = json;
    }

    /** @param effectiveAt with its offset; left out for as soon as it is approved */
    @Schema(name = "MappingProposal")
    record ProposalBody(@Nullable String reason, @Nullable OffsetDateTime effectiveAt) {}

    @Schema(name = "MappingReturn")
    record ReturnBody(
            @Nullable String version,
            @Nullable String reason,
            @Nullable OffsetDateTime effectiveAt) {}

    @Schema(name = "MappingDecision")
    record DecisionBody(@Nullable String reason) {}

    @PostMapping(path = "/mappings/{feed}/publications", consumes = MediaType.ALL_VALUE)
    @Operation(
            summary = "起草新版本 / Draft a version",
            description =
                    "正文为映射文件（YAML，UTF-8），按启动时同样的检查。/ The body is a mapping file in YAML; the checks are those of a start.")
    ResponseEntity<PublicationAnswer> draft(
            @RequestBody String body, @PathVariable String feed, HttpServletRequest call) {
        return created(publishing.draft(feeds.feed(feed), body, Actors.of(call)));
    }

    @PostMapping("/mappings/{feed}/return")
    @Operation(summary = "提请恢复较早的版本 / Propose an earlier version once more")
    ResponseEntity<PublicationAnswer> back(
            @RequestBody ReturnBody body, @PathVariable String feed, HttpServletRequest call) {
        var at = body.effectiveAt();
        return created(publishing.returnTo(
                feeds.feed(feed),
                String.valueOf(body.version()),
                text(body.reason()),
                at == null ? null : at.toInstant(),
                Actors.of(call)));
    }

    @GetMapping("/publications/{id}")
    @Operation(summary = "发布申请与试运行 / A publication and its shadow run")
    PublicationAnswer one(@PathVariable String id) {
        long number = Limits.id(id);
        if (number < 0) {
            throw Refusal.notFound("发布申请", "publication", id);
        }
        return answer(number);
    }

    @PutMapping(path = "/publications/{id}", consumes = MediaType.ALL_VALUE)
    @Operation(summary = "修改草稿 / Give a draft another text")
    PublicationAnswer change(@RequestBody String body, @PathVariable String id, HttpServletRequest call) {
        return done(publishing.change(Limits.id(id), body, Actors.of(call)));
    }

    @PostMapping("/publications/{id}/shadow")
    @Operation(summary = "以归档数据试运行，不产生影响 / Run the draft over the archive, without effect")
    PublicationAnswer shadow(
            @PathVariable String id,
            @RequestParam(defaultValue = "30") int days,
            @RequestParam(defaultValue = "1000000") long limit,
            HttpServletRequest call) {
        return done(publishing.tryOut(Limits.id(id), days, limit, Actors.of(call)));
    }

    @PostMapping("/publications/{id}/proposal")
    @Operation(summary = "提交审批 / Propose it")
    PublicationAnswer propose(@RequestBody ProposalBody body, @PathVariable String id, HttpServletRequest call) {
        var at = body.effectiveAt();
        return done(publishing.propose(
                Limits.id(id), text(body.reason()), at == null ? null : at.toInstant(), Actors.of(call)));
    }

    @PostMapping("/publications/{id}/approve")
    @Operation(summary = "批准，须另一人 / Approve; another person has to")
    PublicationAnswer approve(@PathVariable String id, HttpServletRequest call) {
        return done(publishing.approve(Limits.id(id), Actors.of(call)));
    }

    @PostMapping("/publications/{id}/refuse")
    @Operation(summary = "不予批准 / Refuse it")
    PublicationAnswer refuse(@RequestBody DecisionBody body, @PathVariable String id, HttpServletRequest call) {
        return done(publishing.refuse(Limits.id(id), text(body.reason()), Actors.of(call)));
    }

    @PostMapping("/publications/{id}/withdraw")
    @Operation(summary = "撤回，生效前均可 / Withdraw it, before it takes effect")
    PublicationAnswer withdraw(@RequestBody DecisionBody body, @PathVariable String id, HttpServletRequest call) {
        return done(publishing.withdraw(Limits.id(id), text(body.reason()), Actors.of(call)));
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private ResponseEntity<PublicationAnswer> created(Deed deed) {
        var answer = done(deed);
        return ResponseEntity.created(URI.create("/api/v1/publications/" + answer.publicationId()))
                .body(answer);
    }

    private PublicationAnswer done(Deed deed) {
        if (deed instanceof Refused refused) {
            var line = refused.line() == 0 ? Map.<String, Object>of() : Map.<String, Object>of("line", refused.line());
            var zh = refused.line() == 0 ? refused.zh() : "第 %d 行：%s".formatted(refused.line(), refused.zh());
            var en = refused.line() == 0 ? refused.en() : "line %d: %s".formatted(refused.line(), refused.en());
            throw Refusal.of(ProblemKind.ofCode(refused.code()), zh, en, line);
        }
        return answer(((Went) deed).id());
    }

    private PublicationAnswer answer(long id) {
        return publications
                .find(id)
                .map(is -> PublicationAnswer.of(is, shadows.latest(id).orElse(null), json))
                .orElseThrow(() -> Refusal.notFound("发布申请", "publication", Long.toString(id)));
    }
}
