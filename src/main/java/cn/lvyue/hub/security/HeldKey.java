package cn.lvyue.hub.security;

/**
 * A key as the door holds it for some seconds.
 *
 * @param no of its row
 * @param secret in clear
 */
record HeldKey(long no, SourceKey key, byte[] secret) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "HeldKey[" + key.keyId() + "]";
    }
}
