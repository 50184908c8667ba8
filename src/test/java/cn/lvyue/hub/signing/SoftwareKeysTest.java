package cn.lvyue.hub.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftwareKeysTest {
    private static final String D = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
    private static final String SM4_KEY = "0123456789abcdeffedcba9876543210";
    private static final Instant NOW = Instant.parse("2026-03-05T01:00:00Z");
    private static final byte[] TEXT = "一个包".getBytes(UTF_8);

    private final Map<String, KeysSettings.Entry> entries = new HashMap<>();

    @TempDir
    Path folder;

    @Test
    void signsWithTheNewestValidKeyAndVerifiesWithAnyValidOne() throws Exception {
        sm2("old", D, "2025-01-01T00:00:00Z", "2026-06-01T00:00:00Z");
        sm2("new", D.replace('3', '2'), "2026-03-01T00:00:00Z", null);
        sm2("next", D.replace('3', '1'), "2026-04-01T00:00:00Z", null);
        sm2("gone", D.replace('3', '4'), null, "2026-03-05T01:00:00Z");
        var all = List.of("old", "new", "next", "gone");
        var keys = keys();
        var signature = keys.sign(all, TEXT);
        assertThat(signature.keyId()).isEqualTo("new");
        assertThat(keys.verify(all, TEXT, signature.bytes())).isTrue();
        assertThat(keys.verify(List.of("old"), TEXT, signature.bytes())).isFalse();
        assertThat(keys.verify(all, TEXT, keys.sign(List.of("old"), TEXT).bytes()))
                .isTrue();
        var gone = software().sign("gone", TEXT);
        assertThat(keys.verify(all, TEXT, gone)).as("its time is over").isFalse();
        assertThat(keys.verify(all, TEXT, new byte[] {1, 2, 3})).isFalse();
    }

    @Test
    void saysWhenNoKeyIsValid() {
        sm2("next", D, "2026-04-01T00:00:00Z", null);
        assertThatThrownBy(() -> keys().sign(List.of("next"), TEXT))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("none of these keys is valid now: next");
    }

    @Test
    void decryptsWhatItEncryptedInEitherModeAndUnderAFreshIvEachTime() throws Exception {
        add("enc", KeyKind.SM4, SM4_KEY);
        for (var mode : CipherMode.values()) {
            var first = keys().encrypt(List.of("enc"), mode, TEXT);
            assertThat(first.iv())
                    .isNotEqualTo(keys().encrypt(List.of("enc"), mode, TEXT).iv());
            assertThat(keys().decrypt(List.of("enc"), first)).isEqualTo(TEXT);
            assertThatThrownBy(() -> keys().decrypt(List.of("other"), first))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void gcmNoticesAChangedByte() throws Exception {
        add("enc", KeyKind.SM4, SM4_KEY);
        var encrypted = keys().encrypt(List.of("enc"), CipherMode.SM4_GCM, TEXT);
        encrypted.data()[0] ^= 1;
        assertThatThrownBy(() -> keys().decrypt(List.of("enc"), encrypted))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void anEncryptedBodyNamesItsKeyAndAClearOneIsLeftAsItIs() throws Exception {
        add("enc", KeyKind.SM4, SM4_KEY);
        var bodies = new BodyEncryption(keys(), CipherMode.SM4_GCM, List.of("enc"));
        var encrypted = bodies.encrypt(TEXT);
        assertThat(new String(encrypted, UTF_8)).contains("\"encryption\":\"SM4-GCM\"", "\"keyId\":\"enc\"");
        assertThat(bodies.decrypt(encrypted)).isEqualTo(TEXT);
        assertThat(bodies.decrypt(TEXT)).isEqualTo(TEXT);
    }

    @Test
    void readsKeysAndTheirValidityFromAKeystore() throws Exception {
        var file = KeystoreFile.write(folder.resolve("keys.p12"), "changeit", "lyj", D);
        entries.put("LYJ-2026", new KeysSettings.Entry(KeyKind.SM2, "lyj", null, null, "1234567812345678", null, null));
        var software = new SoftwareKeys(new KeysSettings(file, "changeit", entries));
        var info = software.find("LYJ-2026").orElseThrow();
        assertThat(info.from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(info.until()).isEqualTo(Instant.parse("2027-01-01T00:00:01Z"));
        assertThat(software.verify("LYJ-2026", TEXT, software.sign("LYJ-2026", TEXT)))
                .isTrue();
    }

    @Test
    void aKeyThatCannotBeUsedStopsTheStartWithoutShowingItself() {
        add("enc", KeyKind.SM4, "0123secret");
        assertThatThrownBy(this::software)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the key enc cannot be used")
                .hasMessageNotContaining("0123secret");
        entries.clear();
        assertThatThrownBy(() -> new SoftwareKeys(new KeysSettings(folder.resolve("none.p12"), "x", entries)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void noSecretIsEverPartOfWhatIsShown() {
        add("enc", KeyKind.SM4, SM4_KEY);
        assertThat(entries.get("enc").toString()).doesNotContain(SM4_KEY);
        assertThat(new KeysSettings(null, "hidden", entries).toString()).doesNotContain("hidden", SM4_KEY);
        assertThat(new SignerChoice(
                                SignerKind.HUB, "id", "hidden", List.of(), new SignerChoice.Gateway(null, null, null))
                        .toString())
                .doesNotContain("hidden");
        assertThat(new FetchedSecret.Secret("hidden", NOW).toString()).doesNotContain("hidden");
    }

    @Test
    void aModuleBeforeTheSoftwareDoesTheWorkForTheKeysItHas() throws Exception {
        add("mac", KeyKind.HMAC, "software");
        var hardware = new SoftwareKeys(new KeysSettings(
                null,
                null,
                Map.of("mac", new KeysSettings.Entry(KeyKind.HMAC, null, "hardware", null, "", null, null))));
        var keys = new Keys(List.of(hardware, software()), clock());
        assertThat(keys.sign(List.of("mac"), TEXT).bytes())
                .isEqualTo(Hmac.of(MacAlgorithm.HMAC_SM3, "hardware".getBytes(UTF_8), TEXT));
    }

    private void add(String id, KeyKind kind, String value) {
        entries.put(id, new KeysSettings.Entry(kind, null, value, null, "1234567812345678", null, null));
    }

    private void sm2(String id, String value, @Nullable String from, @Nullable String until) {
        entries.put(
                id,
                new KeysSettings.Entry(
                        KeyKind.SM2,
                        null,
                        value,
                        null,
                        "1234567812345678",
                        from == null ? null : Instant.parse(from),
                        until == null ? null : Instant.parse(until)));
    }

    private SoftwareKeys software() {
        return new SoftwareKeys(new KeysSettings(null, null, entries));
    }

    private Keys keys() {
        return new Keys(List.of(software()), clock());
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
