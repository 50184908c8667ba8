package cn.lvyue.hub.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What a posted message says beside its body. */
record PostedHead(@Nullable String filename, @Nullable String onceKey, Duration patience) {

    static PostedHead of(HttpServletRequest request) {
        var type = request.getContentType();
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw Refusal.of(
                    ProblemKind.UNSUPPORTED_TYPE,
                    "不接受 multipart 表单，请把文件内容直接作为正文（curl --data-binary @文件）",
                    "multipart forms are not taken; send the bytes of the file as the body (curl --data-binary @file)");
        }
        return new PostedHead(
                filename(request.getHeader("X-Hub-Filename")),
                onceKey(request.getHeader("Idempotency-Key")),
                patience(request.getQueryString()));
    }

    private static @Nullable String filename(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        var name = decoded(header)
                .codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(Limits.NAME_LENGTH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return name.isBlank() ? null : name;
    }

    private static String decoded(String header) {
        try {
            return UriUtils.decode(header, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw Refusal.badParameter("X-Hub-Filename", header, "百分号编码的文件名", "a percent-encoded file name");
        }
    }

    private static @Nullable String onceKey(@Nullable String header) {
        if (header == null) {
            return null;
        }
        if (header.isBlank() || header.length() > Limits.NAME_LENGTH) {
            throw Refusal.badParameter(
                    "Idempotency-Key",
                    header,
                    "1 至 %d 个字符".formatted(Limits.NAME_LENGTH),
                    "1 to %d characters".formatted(Limits.NAME_LENGTH));
        }
        return header;
    }

    private static Duration patience(@Nullable String query) {
        if (query == null) {
            return Duration.ZERO;
        }
        var text = UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .getFirst("wait");
        if (text == null) {
            return Duration.ZERO;
        }
        try {
            return Limits.wait(Integer.parseInt(text));
        } catch (NumberFormatException noNumber) {
            throw Refusal.badParameter("wait", text, "秒数（整数）", "a whole number of seconds");
        }
    }
}
