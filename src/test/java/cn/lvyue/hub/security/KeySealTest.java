package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KeySealTest {
    private static final byte[] SECRET = "a secret of 43 letters".getBytes(StandardCharsets.UTF_8);

    private final KeySeal seal = new KeySeal("a key to encrypt with, long enough");

    @Test
    void opensWhatItSealedForTheSameRowOnly() {
        var sealed = seal.seal("feed key", SECRET);

        assertThat(seal.open("feed key", sealed)).hasValue(SECRET);
        assertThat(seal.open("feed other", sealed)).isEmpty();
        assertThat(new KeySeal("another key to encrypt with, as long").open("feed key", sealed))
                .isEmpty();
    }

    @Test
    void noticesEveryChangedByte() {
        var sealed = seal.seal("feed key", SECRET);

        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(seal.open("feed key", changed)).as("byte %d", i).isEmpty();
        }
        assertThat(seal.open("feed key", new byte[3])).isEmpty();
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(seal.seal("feed key", SECRET)).isNotEqualTo(seal.seal("feed key", SECRET));
    }

    @Test
    void tellsKeysApartWithoutTellingThem() {
        assertThat(seal.fingerprint()).matches("[0-9a-f]{16}");
        assertThat(seal.fingerprint()).isEqualTo(new KeySeal("a key to encrypt with, long enough").fingerprint());
        assertThat(seal.fingerprint()).isNotEqualTo(new KeySeal("another key").fingerprint());
    }

    @Test
    void withoutAKeyNothingIsSealedAndTheRemedyIsNamed() {
        assertThatThrownBy(() -> new KeySeal((String) null).seal("feed key", SECRET))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.code()).isEqualTo("T108");
                    assertThat(refused.detail()).contains("HUB_SECRETS_KEY");
                });
    }

    @Test
    void aShortKeyStopsTheStart() {
        assertThatThrownBy(() -> new SecuritySettings(null, "short")).hasMessageContaining("openssl rand -base64 32");
        assertThat(new SecuritySettings(null, "x".repeat(32)).toString()).doesNotContain("xxx");
    }
}
