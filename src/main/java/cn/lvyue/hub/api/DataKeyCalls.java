package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Resealing;
import cn.lvyue.hub.security.Audit;
import cn.lvyue.hub.security.SourceKeys.Actor;
import cn.lvyue.hub.signing.DataKey;
import cn.lvyue.hub.signing.DataKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The keys that bodies and personal fields are sealed under; never the keys themselves. */
@RestController
@RequestMapping("/api/v1/archive")
@Tag(name = "数据密钥 data keys")
class DataKeyCalls {
    private final DataKeys keys;
    private final Resealing resealing;
    private final Audit audit;

    DataKeyCalls(DataKeys keys, Resealing resealing, Audit audit) {
        this.keys = keys;
        this.resealing = resealing;
        this.audit = audit;
    }

    /**
     * A data key.
     *
     * @param master fingerprint of the master key that wraps it
     */
    record DataKeyAnswer(
            int number,
            String algorithm,
            String master,
            OffsetDateTime madeAt,
            @Nullable OffsetDateTime retiredAt,
            @Nullable OffsetDateTime destroyedAt) {
        static DataKeyAnswer of(DataKey key) {
            return new DataKeyAnswer(
                    key.number(),
                    key.cipher().label(),
                    key.master(),
                    Times.of(key.madeAt()),
                    time(key.retiredAt()),
                    time(key.destroyedAt()));
        }
    }

    /** How far sealing anew is; ids as text. */
    record RekeyAnswer(
            int dataKey,
            String state,
            String afterMessage,
            String lastMessage,
            long pieces,
            long bytes,
            long damaged,
            OffsetDateTime startedAt,
            String startedBy,
            @Nullable OffsetDateTime endedAt) {
        static RekeyAnswer of(Resealing.Progress progress) {
            return new RekeyAnswer(
                    progress.dataKey(),
                    progress.endedAt() == null ? "RUNNING" : "DONE",
                    Long.toString(progress.afterMessage()),
                    Long.toString(progress.lastMessage()),
                    progress.pieces(),
                    progress.bytes(),
                    progress.damaged(),
                    Times.of(progress.startedAt()),
                    progress.startedBy(),
                    time(progress.endedAt()));
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : Times.of(instant);
    }

    @GetMapping("/data-keys")
    @Operation(summary = "数据密钥，新的在前 / Data keys, newest first")
    List<DataKeyAnswer> list() {
        return keys.list().stream().map(DataKeyAnswer::of).toList();
    }

    @PostMapping("/rekey")
    @Operation(
            summary = "新建数据密钥并重新加密存档 / Make a new data key and seal the archive anew",
            description = "在后台分批进行，可中断续做；进行中再次调用只返回进度。/ Goes on in the background, also after a restart; while it"
                    + " does, a further call only tells how far it is.")
    ResponseEntity<RekeyAnswer> rekey(HttpServletRequest request) {
        var actor = actor(request);
        var progress = resealing.start(actor.name());
        audit.note(actor, "data-key.renew", "data key " + progress.dataKey(), "sealing anew");
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(RekeyAnswer.of(progress));
    }

    @GetMapping("/rekey")
    @Operation(summary = "重新加密的进度 / How far sealing anew is")
    RekeyAnswer progress() {
        return resealing
                .progress()
                .map(RekeyAnswer::of)
                .orElseThrow(() -> Refusal.of(ProblemKind.NOT_FOUND, "尚未重新加密过", "nothing was sealed anew yet"));
    }

    @DeleteMapping("/data-keys/{number}")
    @Operation(
            summary = "销毁已停用的数据密钥，不可恢复 / Destroy a retired data key for good",
            description = "仍有内容以其加密时不销毁。/ Not while anything is sealed under it.")
    DataKeyAnswer destroy(@PathVariable int number, HttpServletRequest request) {
        var using = destroyed(number);
        audit.note(
                actor(request),
                "data-key.destroy",
                "data key " + number,
                using.isEmpty() ? "destroyed" : "refused: " + using);
        if (!using.isEmpty()) {
            throw Refusal.of(
                    ProblemKind.KEY_IN_USE,
                    "数据密钥 %d 仍用于：%s".formatted(number, String.join("；", using)),
                    "data key %d still seals them".formatted(number));
        }
        return keys.list().stream()
                .filter(key -> key.number() == number)
                .map(DataKeyAnswer::of)
                .findFirst()
                .orElseThrow();
    }

    private List<String> destroyed(int number) {
        try {
            return keys.destroy(number);
        } catch (IllegalArgumentException notRetired) {
            throw Refusal.of(
                    ProblemKind.KEY_IN_USE,
                    "没有数据密钥 %1$d，或尚未停用满两分钟".formatted(number),
                    "there is no data key %d, or it is not retired for two minutes".formatted(number));
        }
    }

    private static Actor actor(HttpServletRequest request) {
        var user = request.getUserPrincipal();
        return new Actor(user == null ? "nobody known" : user.getName(), request.getRemoteAddr());
    }
}
