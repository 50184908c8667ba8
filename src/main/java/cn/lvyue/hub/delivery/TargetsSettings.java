package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.SignerChoice;
import cn.lvyue.hub.signing.SignerKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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

    /** How packages travel, or receipts come back. */
    enum Profile {
        /** Over HTTP. */
        HUB_JSON,
        /** As files in a folder or on an SFTP server. */
        FILES,
        /** As rows of a front-end table (前置库). */
        TABLE
    }

    /** @param profile where receipts come from; that of the data if absent */
    record ReceiptsFrom(@Nullable Profile profile) {}

    /**
     * Where an answer over HTTP has what, as JSON pointers.
     *
     * @param receipts an array of stages
     */
    record AnswerAt(
            @DefaultValue("/code") @Pattern(regexp = POINTER)
            String code,

            @DefaultValue("/message") @Pattern(regexp = POINTER)
            String message,

            @DefaultValue("/receiptNo") @Pattern(regexp = POINTER)
            String receiptNo,

            @DefaultValue("/receipts") @Pattern(regexp = POINTER)
            String receipts) {
        private static final String POINTER = "(/[^/]+)+";
    }

    /**
     * What a platform's codes mean.
     *
     * @param good of a package, a stage or a record
     * @param duplicate "this package came before"
     * @param unknown "I never got this package", beside HTTP 404
     * @param busy "I took nothing, send it again later", beside HTTP 429
     */
    record CodeWords(
            @DefaultValue("0") Set<String> good,
            @DefaultValue Set<String> duplicate,
            @DefaultValue Set<String> unknown,
            @DefaultValue Set<String> busy) {}

    /** What only government gateways need; see {@link SignerChoice.Gateway}. */
    record Gateway(
            @Nullable String sid,
            @Nullable URI refreshUrl,
            @Nullable URI refreshBySecretUrl) {}

    /** How bodies are encrypted. */
    enum Encryption {
        NONE,
        SM4_GCM,
        SM4_CBC
    }

    /**
     * @param profile how packages travel
     * @param url base address; without one the sandbox stands in
     * @param sendPath behind the address, where packages are posted
     * @param askPath behind the address, where they are asked for; {@code {packageId}} is replaced
     * @param keyId the name the platform knows us by; without it and the secret, calls are not signed
     * @param secret of the signature; has no default
     * @param signer how calls are signed; {@code hub} where there is a secret or a key, else {@code none}
     * @param signingKeys ids of {@code hub.keys.ids}: the newest valid one signs
     * @param callBackKeys ids of {@code hub.keys.ids} the platform signs its call-backs with, its public SM2 keys or shared HMAC keys;
     *     without any it signs with the key id and secret the hub signs to it with
     * @param encryptionKeys ids of SM4 keys: the newest valid one encrypts
     * @param receiver the receiving node's name in the envelope; without one the target's id
     * @param duplicateCodes answers that mean "this package came before"; those of {@code codes} are added
     */
    record Platform(
            @NotNull @DefaultValue("hub-json") Profile profile,
            @DefaultValue @Valid ReceiptsFrom receipts,
            @Nullable URI url,
            @DefaultValue("/packages") String sendPath,
            @DefaultValue("/packages/{packageId}") String askPath,
            @Nullable String keyId,
            @Nullable String secret,
            @Nullable SignerKind signer,
            @DefaultValue List<String> signingKeys,
            @DefaultValue List<String> callBackKeys,
            @DefaultValue Gateway gateway,
            @NotNull @DefaultValue("none") Encryption encryption,
            @DefaultValue List<String> encryptionKeys,
            @Nullable String receiver,
            @DefaultValue("D101") Set<String> duplicateCodes,
            @DefaultValue CodeWords codes,
            @DefaultValue @Valid AnswerAt answer,
            @Nullable @Valid FilesSettings files,
            @Nullable @Valid TableSettings table) {
        private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

        Platform {
            var all = new HashSet<>(duplicateCodes);
            all.addAll(codes.duplicate());
            duplicateCodes = Collections.unmodifiableSet(all);
        }

        @AssertTrue(message = "url 必须为 http 或 https / the url must be http or https")
        boolean isReachable() {
            return url == null || List.of("http", "https").contains(String.valueOf(url.getScheme()));
        }

        /** Unsigned packages are for rehearsals against a stand-in on this machine. */
        @AssertTrue(message = "非本机平台必须配置 key-id 与 secret / a platform on another machine needs key-id and secret")
        boolean isSignedForOthers() {
            return url == null || signerKind() != SignerKind.NONE || LOOPBACK.contains(String.valueOf(url.getHost()));
        }

        @AssertTrue(
                message =
                        "profile 为 files 时须配置 files，为 table 时须配置 table / profile files needs the section files, profile table the section table")
        boolean isDescribed() {
            return (files != null || !uses(Profile.FILES)) && (table != null || !uses(Profile.TABLE));
        }

        @AssertTrue(
                message =
                        "配置了 url、files 或 table，但数据与回执都不经此途径 / url, files or table is given, but neither data nor receipts go that way")
        boolean isWithoutLeftovers() {
            return (url == null || uses(Profile.HUB_JSON))
                    && (files == null || uses(Profile.FILES))
                    && (table == null || uses(Profile.TABLE));
        }

        @AssertTrue(
                message =
                        "数据或回执之一经 hub-json 时须配置 url / where only data or only receipts go over hub-json, the url is needed")
        boolean isWholeOverHttp() {
            return url != null || !uses(Profile.HUB_JSON) || profile == receiptsProfile();
        }

        @AssertTrue(
                message =
                        "signer 缺少所需配置：hub 需 key-id 与 secret 或 signing-keys，sm2 需 signing-keys，网关需 key-id、secret（gateway-a 另需 gateway.sid 与 gateway.refresh-url，zhejiang 另需 gateway.refresh-url）"
                                + " / the signer lacks what it needs: hub needs key-id and secret or signing-keys, sm2 needs signing-keys, a gateway key-id and secret (gateway-a also gateway.sid and gateway.refresh-url, zhejiang also gateway.refresh-url)")
        boolean isSignerComplete() {
            return switch (signerKind()) {
                case NONE -> true;
                case HUB -> isSigned() || !signingKeys.isEmpty();
                case SM2 -> !signingKeys.isEmpty();
                case X_TIF -> isSigned();
                case GATEWAY_A -> isSigned() && gateway.sid() != null && gateway.refreshUrl() != null;
                case ZHEJIANG -> isSigned() && gateway.refreshUrl() != null;
            };
        }

        @AssertTrue(message = "网关签名只用于 hub-json / the signers of gateways are for hub-json only")
        boolean isSignerOfItsProfile() {
            return profile == Profile.HUB_JSON
                    || List.of(SignerKind.HUB, SignerKind.SM2, SignerKind.NONE).contains(signerKind());
        }

        @AssertTrue(
                message =
                        "encryption 需 encryption-keys，且不用于 table / encryption needs encryption-keys and is not for profile table")
        boolean isEncryptionComplete() {
            return encryption == Encryption.NONE
                    ? encryptionKeys.isEmpty()
                    : !encryptionKeys.isEmpty() && profile != Profile.TABLE;
        }

        @AssertTrue(
                message =
                        "sm4-cbc 不防篡改，须与 hub 或 sm2 签名同用 / sm4-cbc does not notice changes and needs the signer hub or sm2")
        boolean isProtected() {
            return encryption != Encryption.SM4_CBC || !signerKind().leavesBodyUnsigned();
        }

        boolean isSigned() {
            return keyId != null && secret != null;
        }

        Profile receiptsProfile() {
            return Objects.requireNonNullElse(receipts.profile(), profile);
        }

        private boolean uses(Profile one) {
            return profile == one || receiptsProfile() == one;
        }

        SignerKind signerKind() {
            if (signer != null) {
                return signer;
            }
            return isSigned() || !signingKeys.isEmpty() ? SignerKind.HUB : SignerKind.NONE;
        }

        SignerChoice signing() {
            return new SignerChoice(
                    signerKind(),
                    keyId,
                    secret,
                    signingKeys,
                    new SignerChoice.Gateway(gateway.sid(), gateway.refreshUrl(), gateway.refreshBySecretUrl()));
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Platform[profile=" + profile + ", url=" + url + ", keyId=" + keyId + "]";
        }
    }
}
