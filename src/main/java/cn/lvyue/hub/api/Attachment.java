package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Message;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The {@code Content-Disposition} of archived bytes (RFC 6266): the sender's file name in UTF-8 (RFC 8187), and a plain one for
 * clients that do not know that form.
 */
final class Attachment {
    private static final String UNRESERVED = "!#$&+-.^_`|~";

    private Attachment() {}

    static String of(Message message) {
        var plain = "message-" + message.id();
        var sent = message.filename();
        if (sent == null) {
            return "attachment; filename=\"" + plain + ".bin\"";
        }
        return of(sent, plain);
    }

    /** A file of somebody's own, which no browser shall open in place or keep. */
    static ResponseEntity<InputStreamResource> of(Trials.Document document, String plain) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION, of(document.filename(), plain))
                .body(new InputStreamResource(document.content()));
    }

    /** @param plain a name in ASCII, without its extension */
    static String of(String sent, String plain) {
        var name = bare(sent);
        return "attachment; filename=\"" + plain + extension(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    /** A file's name without the folders its sender may have written before it. */
    static String bare(String sent) {
        return sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        var end = dot < 0 ? "" : name.substring(dot + 1);
        boolean safe = !end.isEmpty() && end.length() <= 8 && end.chars().allMatch(Attachment::isAlphanumeric);
        return safe ? "." + end : ".bin";
    }

    private static String encoded(String name) {
        var out = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            if (isAlphanumeric(b) || b > 0 && UNRESERVED.indexOf(b) >= 0) {
                out.append((char) b);
            } else {
                out.append('%').append(Character.toUpperCase(Character.forDigit(b >> 4 & 0xF, 16)));
                out.append(Character.toUpperCase(Character.forDigit(b & 0xF, 16)));
            }
        }
        return out.toString();
    }

    private static boolean isAlphanumeric(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
