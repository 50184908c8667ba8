package cn.lvyue.hub.signing;

/**
 * What came of encrypting.
 *
 * @param iv drawn by whoever encrypted; 12 bytes for GCM, 16 for CBC
 * @param data with the tag at its end where the mode has one
 */
public record Encrypted(String keyId, CipherMode mode, byte[] iv, byte[] data) {}
