package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.security.Looks.Kind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Hands a sender's own document out, with what is to be corrected marked in it; who fetches it is written down first. */
@Component
public class ReturnedFiles {
    private final ReturnedDocuments documents;
    private final Reveals reveals;

    ReturnedFiles(ReturnedDocuments documents, Reveals reveals) {
        this.documents = documents;
        this.reveals = reveals;
    }

    /** Whether there is anything to correct; not while the message is not settled. */
    public boolean isThere(Message message) {
        try (var returned = documents.returned(message).orElse(null)) {
            return returned != null;
        }
    }

    /** @throws Refusal T112 if there is nothing to correct, S200 if a person who is no clerk of the source did not say why */
    public void send(Message message, RevealReason reason, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var id = Long.toString(message.id());
        try (var returned = documents
                .returned(message)
                .orElseThrow(() -> Refusal.of(
                        ProblemKind.NOT_FOUND,
                        "报文 %s 没有需要补正的内容，或尚未处理完".formatted(id),
                        "message %s has nothing to correct, or is not settled yet".formatted(id)))) {
            reveals.handOut(request, Kind.RETURNED, id, reason);
            response.setContentType(returned.mediaType());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION, Attachment.of(returned.filename(), "message-" + id + ".returned"));
            returned.writeTo(response.getOutputStream());
        }
    }
}
