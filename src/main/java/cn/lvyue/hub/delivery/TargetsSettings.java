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
     * @param keyId sent with every call
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

        @AssertTrue(message = "a platform with a url needs key-id and secret, and the url must be http or https")
        boolean isComplete() {
            return url == null
                    || (keyId != null
                            && secret != null
                            && List.of("http", "https").contains(String.valueOf(url.getScheme())));
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Platform[url=" + url + ", keyId=" + keyId + "]";
        }
    }
}
