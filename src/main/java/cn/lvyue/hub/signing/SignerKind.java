package cn.lvyue.hub.signing;

/** How calls to a platform are signed. */
public enum SignerKind {
    /** The hub's own: HMAC-SM3 over method, path, time, nonce and body. */
    HUB,
    /** The same text, signed with SM2. */
    SM2,
    /** 国家数据共享交换平台: HMAC-SHA256 with a secret that is fetched and decrypted. */
    GATEWAY_A,
    /** The x-tif gateways: SHA-256 over time, token and nonce. */
    X_TIF,
    /** 浙江公共数据平台: MD5 with secrets that are fetched. Weak; only outbound, because the peer imposes it. */
    ZHEJIANG,
    /** Not signed. */
    NONE;

    /** Whether the scheme signs who calls and when, but not what is sent. */
    public boolean leavesBodyUnsigned() {
        return this == GATEWAY_A || this == X_TIF || this == ZHEJIANG || this == NONE;
    }
}
