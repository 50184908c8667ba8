package cn.lvyue.hub.evidence;

import java.util.Optional;

/** Signs what the hub puts together, so that it can be told from what somebody else put together. */
interface ManifestSigner {
    /** @return text {@code lvyue-signature/1}; empty where no key can sign now */
    Optional<String> sign(byte[] text);
}
