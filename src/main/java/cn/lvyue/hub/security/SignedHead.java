package cn.lvyue.hub.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What a signed request says before its body.
 *
 * @param address of the client, as the server sees it
 * @param at when it arrived
 * @param target path and query exactly as they came
 * @param timestamp of the sender, in ms since 1970, as written
 */
record SignedHead(
        String address,
        Instant at,
        String method,
        String target,
        String keyId,
        String timestamp,
        String nonce,
        byte[] signature) {
    static final String KEY = "X-Hub-Key";
    static final String TIMESTAMP = "X-Hub-Timestamp";
    static final String NONCE = "X-Hub-Nonce";
    static final String SIGNATURE = "X-Hub-Signature";

    private static final Pattern KEY_FORM = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern TIMESTAMP_FORM = Pattern.compile("[0-9]{10,15}");
    private static final Pattern NONCE_FORM = Pattern.compile("[A-Za-z0-9._~+/=-]{8,64}");
    private static final Pattern SIGNATURE_FORM = Pattern.compile("[0-9A-Fa-f]{64}");

    /** Whether a request wants to be known by a signature. */
    static boolean isIn(HttpServletRequest request) {
        return request.getHeader(KEY) != null || request.getHeader(SIGNATURE) != null;
    }

    /** @throws Refused T104 naming the first header that is missing or has the wrong form */
    static SignedHead of(HttpServletRequest request, Instant now) {
        var query = request.getQueryString();
        return new SignedHead(
                request.getRemoteAddr(),
                now,
                request.getMethod(),
                query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query,
                header(request, KEY, KEY_FORM, "1 至 100 个字母、数字或 . _ -", "1 to 100 letters, digits or . _ -"),
                header(request, TIMESTAMP, TIMESTAMP_FORM, "1970 年以来的毫秒数", "milliseconds since 1970"),
                header(
                        request,
                        NONCE,
                        NONCE_FORM,
                        "8 至 64 个字母、数字或 . _ ~ + / = -",
                        "8 to 64 letters, digits or . _ ~ + / = -"),
                HexFormat.of()
                        .parseHex(header(request, SIGNATURE, SIGNATURE_FORM, "64 位十六进制数字", "64 hexadecimal digits")));
    }

    private static String header(HttpServletRequest request, String name, Pattern form, String zh, String en) {
        var values = request.getHeaders(name);
        var value = values.hasMoreElements() ? values.nextElement() : "";
        if (values.hasMoreElements() || !form.matcher(value).matches()) {
            throw Refused.badHeader(name, zh, en);
        }
        return value;
    }

    /** The text that is signed, for a body of a digest (SM3, hex). */
    byte[] text(String bodyDigest) {
        return String.join("\n", method, target, timestamp, nonce, bodyDigest).getBytes(StandardCharsets.UTF_8);
    }

    /** How far the sender's clock is ahead of ours; negative when it is behind. */
    Duration ahead() {
        return Duration.between(at, Instant.ofEpochMilli(Long.parseLong(timestamp)));
    }
}
