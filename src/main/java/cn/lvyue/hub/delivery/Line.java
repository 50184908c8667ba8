package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.TargetAddress;
import cn.lvyue.hub.signing.BodyEncryption;
import cn.lvyue.hub.signing.CallSigner;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one platform is talked to over HTTP. @param encryption of bodies; none where they go in clear */
record Line(
        TargetAddress address,
        Paths paths,
        CallSigner signer,
        @Nullable BodyEncryption encryption,
        AnswerWords words) {

    /** Behind the base address. @param ask with {@code {packageId}} */
    record Paths(String send, String ask) {}

    URI send() {
        return URI.create(address.base() + paths.send());
    }

    URI ask(UUID packageId) {
        return URI.create(address.base() + paths.ask().replace("{packageId}", packageId.toString()));
    }
}
