package cn.lvyue.hub.signing;

/** What a key can do. */
public enum KeyKind {
    /** Signs and verifies with SM2 (GB/T 32918) over SM3. */
    SM2,
    /** Signs and verifies with ECDSA on P-256 over SHA-256 (FIPS 186-5). */
    ECDSA,
    /** Encrypts and decrypts with SM4 (GB/T 32907). */
    SM4,
    /** Authenticates with HMAC over SM3 or SHA-256. */
    HMAC
}
