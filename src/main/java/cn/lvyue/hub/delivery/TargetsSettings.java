package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** The platforms, each with its own settings. */
@Validated
@ConfigurationProperties("hub.targets")
record TargetsSettings(
        @DefaultValue @Valid Platform provincial,
        @DefaultValue @Valid Platform national) {

    Platform of(Target target) {
        return target == Target.PROVINCIAL ? provincial : national;
    }

    /**
     * @param url base address; without one the sandbox stands in
     * @param keyId sent with every call; without it and the secret, calls are not signed
     * @param secret of the signature; has no default
     * @param receiver the receiving node's name in the envelope; without one the target's id
     * @param duplicateCodes answers that mean "this package came before"
     */
    record Platform(
            @Nullable URI url,
            @Nullable String keyId,
            @Nullable String secret,
            @Nullable String receiver,
            @DefaultValue("D101") Set<String> duplicateCodes) {
        private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

        @AssertTrue(message = "url 必须为 http 或 https / the url must be http or https")
        boolean isReachable() {
            return url == null || List.of("http", "https").contains(String.valueOf(url.getScheme()));
        }

        /** Unsigned packages are for rehearsals against a stand-in on this machine. */
        @AssertTrue(message = "非本机平台必须配置 key-id 与 secret / a platform on another machine needs key-id and secret")
        boolean isSignedForOthers() {
            return url == null || isSigned() || LOOPBACK.contains(String.valueOf(url.getHost()));
        }

        boolean isSigned() {
            return keyId != null && secret != null;
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Platform[url=" + url + ", keyId=" + keyId + "]";
        }
    }
}
