package cn.lvyue.hub.api;

import cn.lvyue.hub.security.Algorithm;
import cn.lvyue.hub.security.SourceKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Issues, rotates and revokes the keys sources sign with. */
@RestController
@RequestMapping("/api/v1/feeds/{feed}/keys")
@Tag(name = "密钥 keys")
class KeyCalls {
    private final FeedPacks feeds;
    private final SourceKeys keys;
    private final Clock clock;

    KeyCalls(FeedPacks feeds, SourceKeys keys, Clock clock) {
        this.feeds = feeds;
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "来源的密钥，不含密文 / The keys of a feed, without secrets")
    List<KeyAnswer> list(@PathVariable String feed) {
        var now = clock.instant();
        return keys.of(feeds.feed(feed)).stream()
                .map(key -> KeyAnswer.of(key, now))
                .toList();
    }

    @PostMapping
    @Operation(
            summary = "新建密钥 / Issue a key",
            description = "密文仅在此应答中出现一次。已有的密钥不受影响。/ The secret is in this answer only. Other keys stay as they are.")
    ResponseEntity<KeyAnswer> issue(
            @PathVariable String feed,
            @Parameter(schema = @Schema(allowableValues = {"HMAC-SM3", "HMAC-SHA256"}))
                    @RequestParam(defaultValue = "HMAC-SM3")
                    String algorithm,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    OffsetDateTime notBefore,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable
                    OffsetDateTime expires,
            HttpServletRequest request) {
        var issued = keys.issue(
                feeds.feed(feed), algorithm(algorithm), instant(notBefore), instant(expires), Actors.of(request));
        return shownOnce(KeyAnswer.of(issued, clock.instant()));
    }

    @PostMapping("/{keyId}/rotation")
    @Operation(
            summary = "轮换密钥 / Rotate a key",
            description = "新建后继密钥；旧密钥在重叠期后失效。/ Issues a successor; the old key expires after the overlap.")
    ResponseEntity<KeyAnswer> rotate(
            @PathVariable String feed,
            @PathVariable String keyId,
            @Parameter(schema = @Schema(type = "string", example = "7d"))
                    @RequestParam(required = false)
                    @DurationFormat(style = DurationFormat.Style.SIMPLE)
                    @Nullable
                    Duration overlap,
            HttpServletRequest request) {
        if (overlap != null && overlap.isNegative()) {
            throw Refusal.badParameter("overlap", overlap.toString(), "零或更长的时长", "no time or more");
        }
        var issued = keys.rotate(feeds.feed(feed), keyId, overlap, Actors.of(request))
                .orElseThrow(() -> Refusal.notFound("密钥", "key", keyId));
        return shownOnce(KeyAnswer.of(issued, clock.instant()));
    }

    @DeleteMapping("/{keyId}")
    @Operation(summary = "吊销密钥，立即生效 / Revoke a key at once")
    KeyAnswer revoke(@PathVariable String feed, @PathVariable String keyId, HttpServletRequest request) {
        return keys.revoke(feeds.feed(feed), keyId, Actors.of(request))
                .map(key -> KeyAnswer.of(key, clock.instant()))
                .orElseThrow(() -> Refusal.notFound("密钥", "key", keyId));
    }

    private static ResponseEntity<KeyAnswer> shownOnce(KeyAnswer answer) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(answer);
    }

    private static Algorithm algorithm(String label) {
        var known = Arrays.stream(Algorithm.values()).map(Algorithm::label).collect(Collectors.joining(", "));
        return Arrays.stream(Algorithm.values())
                .filter(algorithm -> algorithm.label().equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> Refusal.badParameter("algorithm", label, "下列之一：" + known, "one of " + known));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
