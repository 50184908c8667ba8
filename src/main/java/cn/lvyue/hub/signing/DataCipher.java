package cn.lvyue.hub.signing;

/** The ciphers of data keys; both in Galois/counter mode with a 16-byte tag. */
public enum DataCipher {
    /** GB/T 32907. */
    SM4_GCM("SM4-GCM", 16),
    /** With a 256-bit key. */
    AES_GCM("AES-GCM", 32);

    private final String label;
    private final int keyBytes;

    DataCipher(String label, int keyBytes) {
        this.label = label;
        this.keyBytes = keyBytes;
    }

    public String label() {
        return label;
    }

    int keyBytes() {
        return keyBytes;
    }

    static DataCipher labelled(String label) {
        for (var cipher : values()) {
            if (cipher.label.equals(label)) {
                return cipher;
            }
        }
        throw new IllegalArgumentException("no data cipher " + label);
    }
}
