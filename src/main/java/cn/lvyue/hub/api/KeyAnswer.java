package cn.lvyue.hub.api;

import cn.lvyue.hub.security.SourceKey;
import cn.lvyue.hub.security.SourceKeys.Issued;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

@Schema(description = "来源密钥 / A key of a source")
record KeyAnswer(
        @Schema(description = "请求头 X-Hub-Key 的值 / goes into X-Hub-Key", example = "credit-site.k7m2xw9p")
        String keyId,

        String feed,
        @Schema(example = "HMAC-SM3") String algorithm,
        SourceKey.State state,
        OffsetDateTime createdAt,
        String createdBy,
        OffsetDateTime notBefore,
        OffsetDateTime expiresAt,
        @Nullable OffsetDateTime revokedAt,
        @Nullable OffsetDateTime lastUsedAt,

        @Schema(
                description = "仅在新建和轮换时出现一次；其文本字节即 HMAC 密钥 / only once, when issued; the bytes of this text are the"
                        + " key of the HMAC")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String secret) {

    static KeyAnswer of(SourceKey key, Instant now) {
        return of(key, now, null);
    }

    static KeyAnswer of(Issued issued, Instant now) {
        return of(issued.key(), now, issued.secret());
    }

    private static KeyAnswer of(SourceKey key, Instant now, @Nullable String secret) {
        return new KeyAnswer(
                key.keyId(),
                key.feed().value(),
                key.algorithm().label(),
                key.state(now),
                Times.of(key.createdAt()),
                key.createdBy(),
                Times.of(key.notBefore()),
                Times.of(key.expiresAt()),
                key.revokedAt() == null ? null : Times.of(key.revokedAt()),
                key.lastUsedAt() == null ? null : Times.of(key.lastUsedAt()),
                secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "KeyAnswer[" + keyId + "]";
    }
}
