package cn.lvyue.hub.signing;

/**
 * Encrypts what lies at rest. Each value is sealed under a data key and names it; data keys lie in the database, wrapped by a
 * master key that does not. Safe for several threads at once.
 *
 * <p>A sealed value is {@value #OVERHEAD} bytes longer than what is in it: a version byte (1), the number of the data key (4), a
 * nonce (12), then the ciphertext with its tag (16).
 */
public interface Vault {
    /** How much longer a sealed value is. */
    int OVERHEAD = 1 + Integer.BYTES + 12 + 16;

    /**
     * Seals under the newest data key.
     *
     * @param belongsTo where the value has its place, such as the name of its table and its key: authenticated and not kept, so
     *     that a value moved elsewhere does not open
     */
    byte[] seal(byte[] plain, byte[] belongsTo);

    /**
     * @param belongsTo as it was when the value was sealed
     * @throws CannotOpen if it was changed, belongs elsewhere, or its data key is not there
     */
    byte[] open(byte[] sealed, byte[] belongsTo);

    /**
     * The number of the data key a value is sealed under.
     *
     * @throws CannotOpen if these bytes are no sealed value
     */
    static int keyOf(byte[] sealed) {
        return SealedValue.keyOf(sealed);
    }
}
