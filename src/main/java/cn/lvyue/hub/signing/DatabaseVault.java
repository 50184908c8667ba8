package cn.lvyue.hub.signing;

import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.record.SecretFiles;
import jakarta.annotation.PostConstruct;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Keeps data keys in the database, wrapped, and those it has unwrapped in memory. */
@Component
class DatabaseVault implements Vault, DataKeys {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseVault.class);

    /** The name of a master key that nobody set. */
    private static final String DRAWN = "vault-master";

    /** So long a node goes on with a data key before it looks for a newer one. */
    private static final Duration STALE = KNOWN_WITHIN.dividedBy(2);

    private final DataKeyStore store;
    private final CryptoProfile profile;
    private final VaultSettings settings;
    private final @Nullable MasterKey master;
    private final ObjectProvider<SealedHolder> holders;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Nonces nonces = new Nonces();
    private final Map<Integer, GcmKey> opened = new ConcurrentHashMap<>();
    private volatile @Nullable Current current;

    private record Current(DataKey key, GcmKey cipher, Instant asOf) {}

    @Autowired
    DatabaseVault(
            DataKeyStore store,
            CryptoProfile profile,
            VaultSettings settings,
            Keys keys,
            ObjectProvider<LocalSecrets> local,
            ObjectProvider<SealedHolder> holders,
            Clock clock) {
        this.store = store;
        this.profile = profile;
        this.settings = settings;
        this.master = master(settings, keys, local.getIfAvailable());
        this.holders = holders;
        this.clock = clock;
    }

    private static @Nullable MasterKey master(VaultSettings settings, Keys keys, @Nullable LocalSecrets local) {
        if (settings.masterKeyId() != null) {
            return MasterKey.ofModule(keys, settings.masterKeyId());
        }
        if (settings.masterKey() != null) {
            return MasterKey.ofText(settings.masterKey());
        }
        if (local != null) {
            return MasterKey.ofText(local.secret(DRAWN));
        }
        return settings.secrets() == null ? null : drawn(settings.secrets());
    }

    /** Better than none, and said at every start: with the disk it lies on goes everything that is sealed. */
    private static MasterKey drawn(Path folder) {
        LOG.warn(
                "未设置 hub.vault.master-key，主密钥取自 {}：请另行备份，多节点时请改用 HUB_VAULT_MASTERKEY"
                        + " / no hub.vault.master-key is set; the master key is in {}: keep a copy elsewhere, and set HUB_VAULT_MASTERKEY"
                        + " where there are several nodes",
                folder.resolve(DRAWN),
                folder.resolve(DRAWN));
        return MasterKey.ofText(new SecretFiles(folder).secret(DRAWN));
    }

    /** @throws MasterKeyRefused if a data key does not open with the master key given: the hub must not start half blind */
    @PostConstruct
    void check() {
        for (var row : store.all()) {
            var wrapped = row.wrapped();
            if (wrapped != null) {
                opened.put(row.key().number(), unwrappedAtStart(row.key(), wrapped));
            }
        }
        usable();
    }

    private GcmKey unwrappedAtStart(DataKey key, byte[] wrapped) {
        try {
            return GcmKey.of(key.cipher(), bytes(key, master(), wrapped));
        } catch (GeneralSecurityException other) {
            var before = settings.previousMasterKey();
            if (before == null) {
                throw MasterKeyRefused.other(key, master().fingerprint());
            }
            return wrappedAnew(key, wrapped, MasterKey.ofText(before));
        }
    }

    private GcmKey wrappedAnew(DataKey key, byte[] wrapped, MasterKey before) {
        try {
            var bytes = bytes(key, before, wrapped);
            store.wrapAnew(key.number(), master().fingerprint(), wrap(key.number(), key.cipher(), bytes));
            return GcmKey.of(key.cipher(), bytes);
        } catch (GeneralSecurityException neither) {
            throw MasterKeyRefused.other(key, master().fingerprint() + ", " + before.fingerprint());
        }
    }

    private MasterKey master() {
        if (master == null) {
            throw MasterKeyRefused.none();
        }
        return master;
    }

    @Override
    public byte[] seal(byte[] plain, byte[] belongsTo) {
        var now = usable();
        int number = now.key().number();
        var nonce = nonces.next();
        var sealed = new byte[OVERHEAD + plain.length];
        ByteBuffer.wrap(sealed).put(SealedValue.VERSION).putInt(number).put(nonce);
        now.cipher().encrypt(nonce, SealedValue.authenticated(number, belongsTo), plain, sealed, SealedValue.BODY_AT);
        return sealed;
    }

    @Override
    public byte[] open(byte[] sealed, byte[] belongsTo) {
        int number = SealedValue.keyOf(sealed);
        var key = opened.computeIfAbsent(number, this::unwrapped);
        var nonce = Arrays.copyOfRange(sealed, SealedValue.HEAD_BYTES, SealedValue.BODY_AT);
        try {
            return key.decrypt(nonce, SealedValue.authenticated(number, belongsTo), sealed, SealedValue.BODY_AT);
        } catch (GeneralSecurityException changed) {
            throw CannotOpen.altered();
        }
    }

    private GcmKey unwrapped(int number) {
        var row = store.find(number).orElseThrow(() -> CannotOpen.keyMissing(number));
        var wrapped = row.wrapped();
        if (wrapped == null) {
            throw CannotOpen.keyMissing(number);
        }
        try {
            return GcmKey.of(row.key().cipher(), bytes(row.key(), master(), wrapped));
        } catch (GeneralSecurityException other) {
            throw MasterKeyRefused.other(row.key(), master().fingerprint());
        }
    }

    private Current usable() {
        var known = current;
        var now = clock.instant();
        if (known != null && now.isBefore(known.asOf().plus(STALE)) && !now.isBefore(known.asOf())) {
            return known;
        }
        return looked(now);
    }

    private synchronized Current looked(Instant now) {
        var newest = store.newest().map(DataKeyStore.Row::key).orElse(null);
        boolean fits = newest != null
                && newest.cipher() == profile.dataCipher()
                && now.isBefore(newest.madeAt().plus(settings.dataKeyAge()));
        var key = newest != null && fits ? newest : made(now);
        var found = new Current(key, opened.computeIfAbsent(key.number(), this::unwrapped), now);
        current = found;
        return found;
    }

    /** Of two nodes that make one at the same moment, both go on with the first's. */
    private DataKey made(Instant now) {
        var cipher = profile.dataCipher();
        int number =
                store.all().stream().mapToInt(row -> row.key().number()).max().orElse(0) + 1;
        var bytes = new byte[cipher.keyBytes()];
        random.nextBytes(bytes);
        var key = new DataKey(number, cipher, master().fingerprint(), now.truncatedTo(ChronoUnit.MICROS), null, null);
        try {
            store.add(key, wrap(number, cipher, bytes));
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("数据密钥无法保护 / a data key cannot be wrapped", refused);
        }
        return store.newest().orElseThrow().key();
    }

    /** The number is wrapped with the key: two rows whose keys were swapped do not open. */
    private byte[] wrap(int number, DataCipher cipher, byte[] bytes) throws GeneralSecurityException {
        var numbered = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(number)
                .put(bytes)
                .array();
        return master().wrap(cipher, numbered);
    }

    private static byte[] bytes(DataKey key, MasterKey master, byte[] wrapped) throws GeneralSecurityException {
        var numbered = ByteBuffer.wrap(master.unwrap(key.cipher(), wrapped));
        if (numbered.remaining() != Integer.BYTES + key.cipher().keyBytes() || numbered.getInt() != key.number()) {
            throw new GeneralSecurityException("wrapped for another number");
        }
        var bytes = new byte[key.cipher().keyBytes()];
        numbered.get(bytes);
        return bytes;
    }

    @Override
    public List<DataKey> list() {
        return store.all().stream().map(DataKeyStore.Row::key).toList();
    }

    @Override
    public DataKey current() {
        return usable().key();
    }

    @Override
    public synchronized DataKey renew() {
        var now = clock.instant();
        var key = made(now);
        current = new Current(key, opened.computeIfAbsent(key.number(), this::unwrapped), now);
        return key;
    }

    @Override
    public List<String> destroy(int number) {
        var key = store.find(number)
                .map(DataKeyStore.Row::key)
                .orElseThrow(() ->
                        new IllegalArgumentException("没有数据密钥 %1$d / there is no data key %1$d".formatted(number)));
        var retired = key.retiredAt();
        if (retired == null || clock.instant().isBefore(retired.plus(KNOWN_WITHIN))) {
            throw new IllegalArgumentException("数据密钥 %1$d 仍在使用 / data key %1$d is in use".formatted(number));
        }
        var using = holders.stream()
                .filter(holder -> holder.uses(number))
                .map(SealedHolder::holds)
                .toList();
        if (using.isEmpty()) {
            store.destroy(number, clock.instant());
            opened.remove(number);
        }
        return using;
    }
}
