package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.work.RawText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Hands messages out to people: a look at the beginning, the bytes, the copy that goes back. Refuses with a {@link Refusal}. */
@Component
public class ExchangeDesk {
    private final Archive archive;
    private final ReturnedDocuments documents;
    private final Reveals reveals;
    private final RawText text;
    private final FeedPacks packs;

    ExchangeDesk(Archive archive, ReturnedDocuments documents, Reveals reveals, RawText text, FeedPacks packs) {
        this.archive = archive;
        this.documents = documents;
        this.reveals = reveals;
        this.text = text;
        this.packs = packs;
    }

    /** The beginning of a message, masked. */
    public RawText.Shown beginning(Message message) {
        try (InputStream body = archive.open(message.id())) {
            return text.of(message.id(), body.readNBytes(RawText.SHOWN), packs.pack(message.feed()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether there is a document for the sender to correct. */
    public boolean hasReturned(Message message) {
        return documents.isDue(message);
    }

    /** The bytes as they came; noted with the reason before the first of them leaves. */
    public void raw(Message message, RevealReason reason, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        reveals.handOut(request, Kind.RAW, Long.toString(message.id()), reason);
        head(response, MediaType.APPLICATION_OCTET_STREAM_VALUE, Attachment.of(message));
        response.setContentLengthLong(message.size());
        try (InputStream body = archive.open(message.id())) {
            body.transferTo(response.getOutputStream());
        }
    }

    /** What goes back to the sender, likewise noted. */
    public void returned(Message message, RevealReason reason, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (var returned = documents
                .returned(message)
                .orElseThrow(() -> Refusal.notFound("退回文件", "returned document", Long.toString(message.id())))) {
            reveals.handOut(request, Kind.RETURNED, Long.toString(message.id()), reason);
            head(
                    response,
                    returned.mediaType(),
                    Attachment.of(returned.filename(), "message-" + message.id() + ".returned"));
            returned.writeTo(response.getOutputStream());
        }
    }

    private static void head(HttpServletResponse response, String mediaType, String disposition) {
        response.setContentType(mediaType);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition);
    }
}
