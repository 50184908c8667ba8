package cn.lvyue.hub.signing;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** A key ready to work. Ciphers are kept for the next value: laying out a key costs more than sealing a small one. */
interface GcmKey {
    /** Ciphertext and tag are written from an offset of {@code out}, which ends where they do. */
    void encrypt(byte[] nonce, byte[] authenticated, byte[] plain, byte[] out, int at);

    /** @throws GeneralSecurityException if anything of it was changed */
    byte[] decrypt(byte[] nonce, byte[] authenticated, byte[] from, int at) throws GeneralSecurityException;

    static GcmKey of(DataCipher cipher, byte[] key) {
        return cipher == DataCipher.SM4_GCM ? new OfSm4(key) : new OfAes(key);
    }

    /** In software, by Bouncy Castle. */
    final class OfSm4 implements GcmKey {
        private final KeyParameter key;
        private final Queue<GCMModeCipher> encrypting = new ConcurrentLinkedQueue<>();
        private final Queue<GCMModeCipher> decrypting = new ConcurrentLinkedQueue<>();

        private OfSm4(byte[] key) {
            this.key = new KeyParameter(key);
        }

        @Override
        public void encrypt(byte[] nonce, byte[] authenticated, byte[] plain, byte[] out, int at) {
            try {
                run(true, encrypting, new Text(nonce, authenticated, plain, 0, plain.length), out, at);
            } catch (CryptoException impossible) {
                throw new IllegalStateException("sealing cannot fail", impossible);
            }
        }

        @Override
        public byte[] decrypt(byte[] nonce, byte[] authenticated, byte[] from, int at) throws GeneralSecurityException {
            int length = from.length - at;
            var plain = new byte[length - SealedValue.TAG_BYTES];
            try {
                run(false, decrypting, new Text(nonce, authenticated, from, at, length), plain, 0);
                return plain;
            } catch (CryptoException changed) {
                throw new GeneralSecurityException(changed);
            }
        }

        private record Text(byte[] nonce, byte[] authenticated, byte[] bytes, int at, int length) {}

        private void run(boolean encrypt, Queue<GCMModeCipher> idle, Text text, byte[] out, int at)
                throws CryptoException {
            var known = idle.poll();
            var cipher = known == null ? GCMBlockCipher.newInstance(new SM4Engine()) : known;
            var keyIfNew = known == null ? key : null;
            cipher.init(
                    encrypt,
                    new AEADParameters(
                            keyIfNew, SealedValue.TAG_BYTES * Byte.SIZE, text.nonce(), text.authenticated()));
            int done = cipher.processBytes(text.bytes(), text.at(), text.length(), out, at);
            cipher.doFinal(out, at + done);
            idle.add(cipher);
        }
    }

    /** By the platform, which uses the processor's own instructions. */
    final class OfAes implements GcmKey {
        private final SecretKeySpec key;
        private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

        private OfAes(byte[] key) {
            this.key = new SecretKeySpec(key, "AES");
        }

        @Override
        public void encrypt(byte[] nonce, byte[] authenticated, byte[] plain, byte[] out, int at) {
            try {
                var cipher = ready(Cipher.ENCRYPT_MODE, nonce, authenticated);
                cipher.doFinal(plain, 0, plain.length, out, at);
                idle.add(cipher);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("every Java has AES-GCM", impossible);
            }
        }

        @Override
        public byte[] decrypt(byte[] nonce, byte[] authenticated, byte[] from, int at) throws GeneralSecurityException {
            var cipher = ready(Cipher.DECRYPT_MODE, nonce, authenticated);
            var plain = cipher.doFinal(from, at, from.length - at);
            idle.add(cipher);
            return plain;
        }

        private Cipher ready(int mode, byte[] nonce, byte[] authenticated) throws GeneralSecurityException {
            var known = idle.poll();
            var cipher = known == null ? Cipher.getInstance("AES/GCM/NoPadding") : known;
            cipher.init(mode, key, new GCMParameterSpec(SealedValue.TAG_BYTES * Byte.SIZE, nonce));
            cipher.updateAAD(authenticated);
            return cipher;
        }
    }
}
