package cn.lvyue.hub.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Wraps data keys. */
interface MasterKey {
    /** Tells one master key from another, and nothing else about it. */
    String fingerprint();

    byte[] wrap(DataCipher cipher, byte[] dataKey) throws GeneralSecurityException;

    /** @throws GeneralSecurityException if another master key wrapped it, or it was changed */
    byte[] unwrap(DataCipher cipher, byte[] wrapped) throws GeneralSecurityException;

    static MasterKey ofText(String text) {
        return new OfText(text);
    }

    static MasterKey ofModule(Keys keys, String keyId) {
        return new OfModule(keys, keyId);
    }

    /** Out of a secret text; what wraps is of the same family as what is wrapped. */
    final class OfText implements MasterKey {
        private final byte[] sm4;
        private final byte[] aes;
        private final String fingerprint;
        private final Nonces nonces = new Nonces();

        private OfText(String text) {
            this.sm4 = Arrays.copyOf(sm3("lvyue-vault/sm4 " + text), DataCipher.SM4_GCM.keyBytes());
            this.aes = sha256("lvyue-vault/aes " + text);
            this.fingerprint = Sm3.hex(sm3("lvyue-vault/fingerprint " + text)).substring(0, 16);
        }

        @Override
        public String fingerprint() {
            return fingerprint;
        }

        @Override
        public byte[] wrap(DataCipher cipher, byte[] dataKey) {
            var nonce = nonces.next();
            var wrapped = Arrays.copyOf(nonce, nonce.length + dataKey.length + SealedValue.TAG_BYTES);
            key(cipher).encrypt(nonce, new byte[0], dataKey, wrapped, nonce.length);
            return wrapped;
        }

        @Override
        public byte[] unwrap(DataCipher cipher, byte[] wrapped) throws GeneralSecurityException {
            if (wrapped.length < SealedValue.NONCE_BYTES + SealedValue.TAG_BYTES) {
                throw new GeneralSecurityException("cut");
            }
            var nonce = Arrays.copyOf(wrapped, SealedValue.NONCE_BYTES);
            return key(cipher).decrypt(nonce, new byte[0], wrapped, nonce.length);
        }

        private GcmKey key(DataCipher cipher) {
            return GcmKey.of(cipher, cipher == DataCipher.SM4_GCM ? sm4 : aes);
        }

        private static byte[] sm3(String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var digest = new SM3Digest();
            digest.update(bytes, 0, bytes.length);
            var out = new byte[digest.getDigestSize()];
            digest.doFinal(out, 0);
            return out;
        }

        private static byte[] sha256(String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var digest = new SHA256Digest();
            digest.update(bytes, 0, bytes.length);
            var out = new byte[digest.getDigestSize()];
            digest.doFinal(out, 0);
            return out;
        }
    }

    /** In the module that holds the key; it never leaves it. */
    final class OfModule implements MasterKey {
        private static final CipherMode MODE = CipherMode.SM4_GCM;

        private final Keys keys;
        private final String keyId;

        private OfModule(Keys keys, String keyId) {
            this.keys = keys;
            this.keyId = keyId;
        }

        @Override
        public String fingerprint() {
            return "key " + keyId;
        }

        @Override
        public byte[] wrap(DataCipher cipher, byte[] dataKey) throws GeneralSecurityException {
            var encrypted = keys.encrypt(List.of(keyId), MODE, dataKey);
            var iv = encrypted.iv();
            var wrapped = Arrays.copyOf(iv, iv.length + encrypted.data().length);
            System.arraycopy(encrypted.data(), 0, wrapped, iv.length, encrypted.data().length);
            return wrapped;
        }

        @Override
        public byte[] unwrap(DataCipher cipher, byte[] wrapped) throws GeneralSecurityException {
            int ivBytes = Math.min(wrapped.length, Sm4.ivBytes(MODE));
            var iv = Arrays.copyOf(wrapped, ivBytes);
            var data = Arrays.copyOfRange(wrapped, ivBytes, wrapped.length);
            return keys.decrypt(List.of(keyId), new Encrypted(keyId, MODE, iv, data));
        }
    }
}
