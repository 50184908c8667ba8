package cn.lvyue.hub.signing;

import static cn.lvyue.hub.signing.CryptoProfile.Family.INTERNATIONAL;
import static cn.lvyue.hub.signing.CryptoProfile.Family.NATIONAL;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.lvyue.hub.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseVaultTest {
    private static final byte[] HERE = "row 7".getBytes(UTF_8);
    private static final byte[] TEXT = "投诉人电话 13900000000".getBytes(UTF_8);
    private static final String OTHER_MASTER = "another master key, long enough to be one";
    private static final Instant NOW = Instant.parse("2026-03-05T01:00:00Z");

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());

    /** Other tests of this run go on with the keys they have. */
    @BeforeEach
    void putKeysAside() {
        jdbc.sql("create table signing.aside as table signing.data_key").update();
        jdbc.sql("delete from signing.data_key").update();
    }

    @AfterEach
    void putKeysBack() {
        jdbc.sql("delete from signing.data_key").update();
        jdbc.sql("insert into signing.data_key select * from signing.aside").update();
        jdbc.sql("drop table signing.aside").update();
    }

    @ParameterizedTest
    @EnumSource
    void opensWhatItSealedAtEverySize(CryptoProfile.Family family) {
        var vault = vault(family, NOW);
        for (int size : new int[] {0, 1, 15, 16, 17, 1000, 100_000}) {
            var plain = new byte[size];
            new Random(size).nextBytes(plain);
            var sealed = vault.seal(plain, HERE);

            assertThat(sealed).hasSize(size + Vault.OVERHEAD).isNotEqualTo(vault.seal(plain, HERE));
            assertThat(vault.open(sealed, HERE)).isEqualTo(plain);
            assertThat(Vault.keyOf(sealed)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesEveryChangedBitEveryCutAndEveryOtherPlace(CryptoProfile.Family family) {
        var vault = vault(family, NOW);
        var sealed = vault.seal(TEXT, HERE);
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            var changed = sealed.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(refused(vault, changed, HERE)).as("bit %d", bit).isNotNull();
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(refused(vault, Arrays.copyOf(sealed, length), HERE)).isEqualTo(CannotOpen.Reason.ALTERED);
        }
        assertThat(refused(vault, sealed, "row 8".getBytes(UTF_8))).isEqualTo(CannotOpen.Reason.ALTERED);
        assertThat(refused(vault, sealed, new byte[0])).isEqualTo(CannotOpen.Reason.ALTERED);
        assertThat(vault.open(sealed, HERE))
                .as("what was refused leaves no trace")
                .isEqualTo(TEXT);
    }

    @Test
    void sealsAndOpensInManyThreadsAtOnce() {
        var vault = vault(NATIONAL, NOW);
        var sealed = IntStream.range(0, 4_000)
                .parallel()
                .mapToObj(i -> vault.seal(("value " + i).getBytes(UTF_8), HERE))
                .toList();

        assertThat(sealed.stream().map(value -> new String(value, 5, 12, ISO_8859_1)))
                .as("nonces")
                .doesNotHaveDuplicates();
        IntStream.range(0, 4_000)
                .parallel()
                .forEach(i -> assertThat(vault.open(sealed.get(i), HERE)).isEqualTo(("value " + i).getBytes(UTF_8)));
    }

    @Test
    void aRetiredKeyOpensWhatItSealedAndTheNewOneSeals() {
        var vault = vault(NATIONAL, NOW);
        var old = vault.seal(TEXT, HERE);
        assertThat(vault.renew().number()).isEqualTo(2);
        var young = vault.seal(TEXT, HERE);

        assertThat(Vault.keyOf(young)).isEqualTo(2);
        assertThat(vault.open(old, HERE)).isEqualTo(TEXT);
        assertThat(vault(NATIONAL, NOW).open(young, HERE)).as("another node").isEqualTo(TEXT);
        assertThat(vault.list())
                .extracting(DataKey::number, DataKey::retiredAt)
                .containsExactly(tuple(2, null), tuple(1, NOW));
    }

    @Test
    void aKeyIsFollowedByANewOneWithAgeAndWithTheProfile() {
        vault(NATIONAL, NOW);

        assertThat(vault(NATIONAL, NOW.plus(Duration.ofDays(364))).current().number())
                .isEqualTo(1);
        assertThat(vault(NATIONAL, NOW.plus(Duration.ofDays(365))).current().number())
                .isEqualTo(2);
        assertThat(vault(INTERNATIONAL, NOW.plus(Duration.ofDays(366))).current())
                .extracting(DataKey::number, DataKey::cipher)
                .containsExactly(3, DataCipher.AES_GCM);
    }

    @Test
    void nodesThatStartTogetherAgreeOnTheFirstKey() {
        var values = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> vault(NATIONAL, NOW).seal(TEXT, HERE))
                .toList();

        assertThat(values)
                .allSatisfy(value ->
                        assertThat(vault(NATIONAL, NOW).open(value, HERE)).isEqualTo(TEXT));
        assertThat(jdbc.sql("select count(*) from signing.data_key where retired_at is null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void anotherMasterKeyIsRefusedAtStartAndTheWantedOneIsNamed() {
        var wanted = vault(NATIONAL, NOW).current().master();

        assertThatThrownBy(() -> start(OTHER_MASTER, null))
                .isInstanceOf(MasterKeyRefused.class)
                .hasMessageContaining("指纹为 " + wanted)
                .hasMessageContaining("fingerprint " + wanted);
        assertThatThrownBy(() -> start(OTHER_MASTER, "neither this nor that is the right master key"))
                .isInstanceOf(MasterKeyRefused.class);
    }

    @Test
    void theMasterKeyIsChangedByGivingTheOneBefore() {
        var sealed = vault(NATIONAL, NOW).seal(TEXT, HERE);

        assertThat(start(OTHER_MASTER, TestVault.MASTER).open(sealed, HERE)).isEqualTo(TEXT);
        assertThat(start(OTHER_MASTER, null).open(sealed, HERE)).isEqualTo(TEXT);
        assertThatThrownBy(() -> vault(NATIONAL, NOW)).isInstanceOf(MasterKeyRefused.class);
    }

    @Test
    void keysSwappedInTheirTableAreRefused() {
        var vault = vault(NATIONAL, NOW);
        vault.renew();
        jdbc.sql(
                        "update signing.data_key k set wrapped = o.wrapped from signing.data_key o where o.number = 3 - k.number")
                .update();

        assertThatThrownBy(() -> vault(NATIONAL, NOW)).isInstanceOf(MasterKeyRefused.class);
    }

    @Test
    void aRetiredKeyIsDestroyedOnlyWhenNobodyKeepsWhatItSealed() {
        var holder = new Holder();
        var vault = vault(NATIONAL, NOW, holder);
        var sealed = vault.seal(TEXT, HERE);
        assertThatThrownBy(() -> vault.destroy(1)).hasMessageContaining("in use");
        vault.renew();
        assertThatThrownBy(() -> vault.destroy(1))
                .as("another node may not know yet")
                .hasMessageContaining("in use");

        var later = vault(NATIONAL, NOW.plus(Duration.ofMinutes(3)), holder);
        assertThat(later.destroy(1)).containsExactly("试验 test");
        assertThat(later.open(sealed, HERE)).isEqualTo(TEXT);
        holder.uses = 0;
        assertThat(later.destroy(1)).isEmpty();
        assertThat(refused(later, sealed, HERE)).isEqualTo(CannotOpen.Reason.KEY_MISSING);
        assertThatThrownBy(() -> vault(NATIONAL, NOW).open(sealed, HERE)).hasMessageStartingWith("A101");
    }

    private static final class Holder implements SealedHolder {
        private int uses = 1;

        @Override
        public String holds() {
            return "试验 test";
        }

        @Override
        public boolean uses(int dataKey) {
            return uses == dataKey;
        }
    }

    private static CannotOpen.@Nullable Reason refused(Vault vault, byte[] sealed, byte[] belongsTo) {
        var refused = catchThrowableOfType(CannotOpen.class, () -> vault.open(sealed, belongsTo));
        return refused == null ? null : refused.reason();
    }

    private static DatabaseVault start(String master, @Nullable String before) {
        return TestVault.started(TestDatabase.dataSource(), master, before, NATIONAL, at(NOW));
    }

    private static DatabaseVault vault(CryptoProfile.Family family, Instant now, SealedHolder... holders) {
        return TestVault.started(TestDatabase.dataSource(), TestVault.MASTER, null, family, at(now), holders);
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
