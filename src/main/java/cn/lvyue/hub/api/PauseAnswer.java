package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.PastPause;
import cn.lvyue.hub.record.Pauses.Pause;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "SourcePause", description = "来源的暂停 / A pause of a source")
record PauseAnswer(
        String feed,
        OffsetDateTime since,
        String by,
        String reason,

        @Schema(description = "未恢复则为空 / none while it lasts") @Nullable
        OffsetDateTime resumedAt,

        @Nullable String resumedBy,
        @Nullable String resumedWhy) {

    static PauseAnswer of(Pause pause) {
        return new PauseAnswer(
                pause.feed().value(), Times.of(pause.since()), pause.by(), pause.reason(), null, null, null);
    }

    static PauseAnswer of(String feed, PastPause pause) {
        var resumed = pause.resumedAt();
        return new PauseAnswer(
                feed,
                Times.of(pause.since()),
                pause.by(),
                pause.reason(),
                resumed == null ? null : Times.of(resumed),
                pause.resumedBy(),
                pause.resumedWhy());
    }

    @Schema(name = "SourcePauses", description = "是否暂停，与以往的暂停 / whether it is paused, and earlier pauses")
    record Standing(String feed, boolean paused, List<PauseAnswer> pauses) {}

    @Schema(name = "SourceDecision", description = "缘由 / why")
    record Reason(@Nullable String reason) {}
}
