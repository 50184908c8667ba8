package cn.lvyue.hub.api;

import cn.lvyue.hub.standard.Rulebook;
import cn.lvyue.hub.standard.Rulebooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows standard packs: their fields, and the JSON Schema of their records. */
@RestController
@RequestMapping("/api/v1/standards/{pack}")
@Tag(name = "标准 standard")
class Standards {
    private final Rulebooks rulebooks;

    Standards(Rulebooks rulebooks) {
        this.rulebooks = rulebooks;
    }

    @GetMapping("/schema")
    @Operation(summary = "标准记录的 JSON Schema / JSON Schema of a standard record")
    Map<String, Object> schema(@PathVariable String pack) {
        return PackSchema.of(known(pack));
    }

    @GetMapping("/fields")
    @Operation(summary = "标准字段 / The fields of the standard")
    List<FieldAnswer> fields(@PathVariable String pack) {
        return FieldAnswer.of(known(pack));
    }

    private Rulebook known(String pack) {
        try {
            return rulebooks.rulebook(pack);
        } catch (IllegalArgumentException unknown) {
            throw Refusal.notFound("标准包", "standard pack", pack);
        }
    }
}
