package cn.lvyue.hub.api;

import cn.lvyue.hub.sandbox.Scenarios;
import cn.lvyue.hub.security.Audit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says how the stand-in platforms misbehave, where there are any. */
@RestController
@RequestMapping("/api/v1/sandbox/scenario")
@Tag(name = "联调 rehearsal")
class SandboxCalls {
    private static final int LONGEST = 1024 * 1024;

    private final ObjectProvider<Scenarios> scenarios;
    private final Audit audit;

    SandboxCalls(ObjectProvider<Scenarios> scenarios, Audit audit) {
        this.scenarios = scenarios;
        this.audit = audit;
    }

    @GetMapping
    @Operation(summary = "沙箱正在演的场景 / The scenario the sandbox plays")
    ScenarioAnswer playing() {
        return ScenarioAnswer.of(sandbox().playing());
    }

    @PutMapping(consumes = "*/*")
    @Operation(
            summary = "换场景，立即生效，计数重来 / Play another scenario from now on",
            description =
                    "正文为 YAML 或 JSON，空正文即一切正常。见 rehearsal.md。/ The body is YAML or JSON; an empty one is fine weather.")
    ScenarioAnswer play(HttpServletRequest request) throws IOException {
        var sandbox = sandbox();
        byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw Refusal.of(ProblemKind.TOO_LARGE, "场景不得超过 1 MiB", "a scenario is at most 1 MiB long");
        }
        try {
            var playing = ScenarioAnswer.of(sandbox.play(new String(body, StandardCharsets.UTF_8)));
            audit.note(Actors.of(request), "sandbox.scenario", playing.rules() + " rules", "ok");
            return playing;
        } catch (Scenarios.Unreadable unreadable) {
            throw Refusal.of(ProblemKind.BAD_PARAMETER, unreadable.zh(), unreadable.en());
        }
    }

    private Scenarios sandbox() {
        return scenarios.stream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("沙箱", "sandbox", "in a hub with both platforms configured"));
    }
}
