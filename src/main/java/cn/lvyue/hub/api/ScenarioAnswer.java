package cn.lvyue.hub.api;

import cn.lvyue.hub.sandbox.Scenarios.Playing;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;

@Schema(description = "沙箱的场景 / A scenario of the sandbox")
record ScenarioAnswer(
        @Schema(description = "何时起 / since when") OffsetDateTime since,

        @Schema(description = "规则条数 / how many rules") int rules,

        @Schema(description = "原文 / as written") String scenario) {

    static ScenarioAnswer of(Playing playing) {
        return new ScenarioAnswer(Times.of(playing.since()), playing.rules(), playing.text());
    }
}
