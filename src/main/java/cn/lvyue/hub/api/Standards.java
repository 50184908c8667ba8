package cn.lvyue.hub.api;

import cn.lvyue.hub.standard.EntryTemplate;
import cn.lvyue.hub.standard.Rulebook;
import cn.lvyue.hub.standard.Rulebooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows standard packs: their fields, the JSON Schema of their records, and the workbook for filling in by hand. */
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

    @GetMapping("/template")
    @Operation(
            summary = "填报模板 / The workbook for filling in by hand",
            description =
                    "下拉列表、批注、填报说明，表头受保护；填好后按来源 manual-entry 报送。"
                            + " / With drop-down lists, comments and notes, its head protected; sent back by the feed manual-entry.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "附件 / attachment",
                            content =
                                    @Content(
                                            mediaType = EntryTemplate.MEDIA_TYPE,
                                            schema = @Schema(type = "string", format = "binary"))))
    void template(@PathVariable String pack, @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var rulebook = known(pack);
        response.setContentType(EntryTemplate.MEDIA_TYPE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                Attachment.of(EntryTemplate.filename(rulebook), rulebook.pack().id() + ".template"));
        EntryTemplate.write(rulebook, response.getOutputStream());
    }

    private Rulebook known(String pack) {
        try {
            return rulebooks.rulebook(pack);
        } catch (IllegalArgumentException unknown) {
            throw Refusal.notFound("标准包", "standard pack", pack);
        }
    }
}
