package cn.lvyue.hub.proof;

import cn.lvyue.hub.signing.CryptoProfile;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** What a log that begins is hashed with, and the random bytes that name it. */
@Component
class LogAlgorithm {
    private final ProofSettings settings;
    private final CryptoProfile profile;
    private final SecureRandom random = new SecureRandom();

    LogAlgorithm(ProofSettings settings, CryptoProfile profile) {
        this.settings = settings;
        this.profile = profile;
    }

    HashAlgorithm wanted() {
        var set = settings.hash();
        if (set != null) {
            return set;
        }
        return profile.profile() == CryptoProfile.Family.NATIONAL ? HashAlgorithm.SM3 : HashAlgorithm.SHA_256;
    }

    byte[] draw(int bytes) {
        var drawn = new byte[bytes];
        random.nextBytes(drawn);
        return drawn;
    }
}
