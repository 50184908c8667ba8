package cn.lvyue.hub.signing;

/** The digest under an HMAC (RFC 2104). */
public enum MacAlgorithm {
    HMAC_SM3,
    HMAC_SHA256
}
