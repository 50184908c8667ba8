package cn.lvyue.hub.signing;

/** How SM4 is used on a body. */
public enum CipherMode {
    /** Authenticated (GCM, 12-byte nonce, 16-byte tag behind the text): the one to choose. */
    SM4_GCM("SM4-GCM"),
    /** CBC with PKCS#7 padding, for gateways that ask for it. Not authenticated: the call must be signed. */
    SM4_CBC("SM4-CBC");

    private final String label;

    CipherMode(String label) {
        this.label = label;
    }

    /** As it stands in an encrypted body. */
    public String label() {
        return label;
    }
}
