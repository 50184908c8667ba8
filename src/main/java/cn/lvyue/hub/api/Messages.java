package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.ReturnedRecords;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells what became of messages and their records, and gives back the bytes as they came. */
@RestController
@RequestMapping("/api/v1/messages/{id}")
@Tag(name = "报文 messages")
class Messages {
    private final Archive archive;
    private final Ledger ledger;
    private final MessageAccounts accounts;
    private final FeedPacks packs;
    private final FindingAnswers findings;
    private final ReturnedRecords returned;

    Messages(
            Archive archive,
            Ledger ledger,
            MessageAccounts accounts,
            FeedPacks packs,
            FindingAnswers findings,
            ReturnedRecords returned) {
        this.returned = returned;
        this.archive = archive;
        this.ledger = ledger;
        this.accounts = accounts;
        this.packs = packs;
        this.findings = findings;
    }

    @GetMapping
    @Operation(summary = "报文及其处理情况 / A message and how it went")
    MessageAnswer message(@PathVariable String id) {
        return accounts.now(known(id));
    }

    @GetMapping("/records")
    @Operation(
            summary = "报文中每条源记录的结果 / What became of each source record",
            description = "按读入顺序，以 next 翻页。/ In the order read; pass next as after for the next page.")
    EntryAnswer.Page records(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Outcome outcome,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "" + Limits.PAGE_DEFAULT) int limit,
            @RequestParam(defaultValue = "false") boolean unmask) {
        var message = known(id);
        var entries = ledger.entries(message.id(), outcome, after, Limits.page(limit, Limits.PAGE));
        var pack = packs.pack(message.feed());
        var links = entries.isEmpty()
                ? Map.<Integer, ReturnedRecords.Links>of()
                : returned.links(
                        message.id(),
                        entries.get(0).row(),
                        entries.get(entries.size() - 1).row());
        var items = entries.stream()
                .map(entry ->
                        EntryAnswer.of(entry, findings.of(entry.findings(), pack, unmask), links.get(entry.row())))
                .toList();
        return new EntryAnswer.Page(
                items, items.size() < limit ? null : items.get(items.size() - 1).row());
    }

    @GetMapping("/raw")
    @Operation(
            summary = "原始字节 / The bytes as they came",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "附件 / attachment",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<InputStreamResource> raw(@PathVariable String id) {
        var message = known(id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(message.size())
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.of(message))
                .body(new InputStreamResource(() -> archive.open(message.id()), "message " + message.id()));
    }

    private Message known(String id) {
        return archive.message(Limits.id(id)).orElseThrow(() -> {
            archive.requireHere(Limits.id(id));
            return Refusal.notFound("报文", "message", id);
        });
    }
}
