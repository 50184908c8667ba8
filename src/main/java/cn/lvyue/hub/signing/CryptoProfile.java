package cn.lvyue.hub.signing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which family of algorithms the hub uses where it has the choice.
 *
 * @param profile the national algorithms (SM2, SM3, SM4), or the international ones (ECDSA, SHA-256, AES)
 */
@ConfigurationProperties("hub")
public record CryptoProfile(@DefaultValue("national") Family profile) {
    /** A family of algorithms. */
    public enum Family {
        NATIONAL,
        INTERNATIONAL
    }

    DataCipher dataCipher() {
        return profile == Family.NATIONAL ? DataCipher.SM4_GCM : DataCipher.AES_GCM;
    }
}
