package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives senders their own document back. */
@RestController
@RequestMapping("/api/v1/messages/{id}/returned")
@Tag(name = "报文 messages")
class ReturnedCalls {
    private final Archive archive;
    private final ReturnedFiles files;

    ReturnedCalls(Archive archive, ReturnedFiles files) {
        this.archive = archive;
        this.files = files;
    }

    @GetMapping
    @Operation(
            summary = "退回补正的文件 / The sender's own document with what is to be corrected",
            description =
                    "工作簿标色加批注并附一列校验结果，CSV 附一列，其余为 JSON 报告。"
                            + " / A workbook with coloured and commented cells and a column of findings, CSV with that column, else a report in JSON.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "附件 / attachment",
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    void returned(
            @PathVariable String id,
            @ParameterObject RevealReason reason,
            HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var message = archive.message(Limits.id(id)).orElseThrow(() -> {
            archive.requireHere(Limits.id(id));
            return Refusal.notFound("报文", "message", id);
        });
        files.send(message, reason, request, response);
    }
}
