package cn.lvyue.hub.signing;

/** Signs documents of the hub with its own key, apart from the document. */
public interface DocumentSigner {
    /** As a verifier has to know it: {@code HMAC-SM3}. */
    String algorithm();

    /** Names the key, so that it can be changed. */
    String keyId();

    /** @param digest SM3 of the document in lower-case hex; what is signed are these 64 characters */
    String sign(String digest);
}
