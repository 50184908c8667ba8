package cn.lvyue.hub.api;

import cn.lvyue.hub.evidence.Verifier;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the evidence of single records, and the program to check it with. */
@RestController
@RequestMapping("/api/v1/archive")
@Tag(name = "证据 evidence")
class EvidenceCalls {
    private final EvidenceDesk desk;

    EvidenceCalls(EvidenceDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/evidence/{recordId}")
    @Operation(
            summary = "一件投诉的证据包 / The evidence of one record",
            description = "ZIP，格式见 evidence.md，用核验程序离线核验。个人信息默认不出示，仍可核验；unmask=true 时含全部字段与报文原文，须说明 purpose 与"
                    + " reference，并记入“谁看过”。pinned 为留有日结声明的日期。/ A ZIP, checked offline with the verifier. Personal data is"
                    + " left out unless unmask=true with purpose and reference, which also adds the messages' bytes."
                    + " pinned is a day whose statement was kept outside.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "附件 / attachment",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    void evidence(
            @PathVariable String recordId,
            @RequestParam(defaultValue = "false") boolean unmask,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate pinned,
            @ParameterObject RevealReason reason,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        desk.evidence(recordId, unmask, reason, pinned, request, response);
    }

    @GetMapping("/handover")
    @Operation(
            summary = "移交量 / How much there is to hand over",
            description = "from、to 含首尾，须为已结束的日期。/ Days, both included, that are over.")
    HandOverAnswer amount(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) @Nullable String feed) {
        var amount = desk.amount(from, to, feed);
        return new HandOverAnswer(amount.messages(), amount.bytes());
    }

    @GetMapping("/handover/volume")
    @Operation(
            summary = "移交档案部门的一卷 / One volume for the records office",
            description = "ZIP：原文、元数据（XML）、SM3 清单、证明。after 取上一卷清单的 next，首卷为空。原文含个人信息，须说明 purpose 与 reference。/ A ZIP"
                    + " of content, metadata (XML), digests (SM3) and proofs. after is the next of the volume before,"
                    + " empty for the first. It holds personal data and needs purpose and reference.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "附件 / attachment",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    void volume(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(required = false) @Nullable String feed,
            @RequestParam(defaultValue = "1") int number,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "" + EvidenceDesk.VOLUME) long bytes,
            @ParameterObject RevealReason reason,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        desk.volume(new EvidenceDesk.Volumes(from, to, feed, number, after, bytes), reason, request, response);
    }

    @Schema(name = "HandOver", description = "件数与字节数（压缩前） / messages, and bytes before packing")
    record HandOverAnswer(long messages, long bytes) {}

    @GetMapping("/verifier")
    @Operation(
            summary = "离线核验程序 / The offline verifier",
            description = "一个 Java 源文件，只需 JDK 17 以上：java EvidenceVerifier.java evidence.zip。"
                    + "/ One Java source file that needs a JDK of version 17 or later and nothing else.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "附件 / attachment",
                            content = @Content(mediaType = "text/plain", schema = @Schema(type = "string"))))
    ResponseEntity<byte[]> verifier() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + Verifier.FILENAME + "\"")
                .body(Verifier.source());
    }
}
