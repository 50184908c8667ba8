package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.TargetsSettings.Platform;
import cn.lvyue.hub.foreign.ForeignDatabase;
import cn.lvyue.hub.foreign.SftpConnection;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.CallSigners;
import cn.lvyue.hub.signing.Keys;
import cn.lvyue.hub.signing.Keys.Signature;
import cn.lvyue.hub.signing.SignerKind;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together the carriers that lay packages down: as files, or as rows. */
@Component
class LaidCarriers {
    private final StandardPack pack;
    private final Keys keys;
    private final LaidStore store;
    private final Alarms alarms;
    private final Clock clock;

    LaidCarriers(
            DeliverySettings settings, StandardPacks packs, Keys keys, LaidStore store, Surroundings surroundings) {
        this.pack = packs.pack(settings.pack());
        this.keys = keys;
        this.store = store;
        this.alarms = surroundings.alarms;
        this.clock = surroundings.clock;
    }

    /** What every carrier needs of the hub around it. */
    @Component
    static class Surroundings {
        private final Alarms alarms;
        private final Clock clock;

        Surroundings(Alarms alarms, Clock clock) {
            this.alarms = alarms;
            this.clock = clock;
        }
    }

    Carrier files(Target target, Platform platform) {
        var files = Objects.requireNonNull(platform.files());
        var encryption = HubJsonLines.encryption(keys, platform);
        var writer =
                new PackageFiles(files.content(), new RecordsSheet(pack.names().ids()), encryption, signing(platform));
        var receipts = new ReceiptFiles(target, files, store, HubJsonLines.words(platform), alarms, clock);
        var memory = new FilesCarrier.Memory(store, receipts, new LaidReplies(target, clock), clock);
        return new FilesCarrier(target, files, opening(files), writer, memory);
    }

    private static Depot.Opening opening(FilesSettings files) {
        var sftp = files.sftp();
        return sftp == null ? LocalDepot::new : () -> new SftpDepot(SftpConnection.open(sftp.account()));
    }

    private PackageFiles.@Nullable Signing signing(Platform platform) {
        if (platform.signerKind() == SignerKind.NONE) {
            return null;
        }
        if (!platform.signingKeys().isEmpty()) {
            return manifest -> keys.sign(platform.signingKeys(), manifest);
        }
        var keyId = Objects.requireNonNull(platform.keyId());
        var secret = Objects.requireNonNull(platform.secret());
        return manifest -> new Signature(keyId, CallSigners.hmac(secret, manifest));
    }

    Carrier table(Target target, Platform platform, List<AutoCloseable> open) {
        var table = Objects.requireNonNull(platform.table());
        var database =
                new ForeignDatabase("hub.targets." + target.id() + ".table", "target-" + target.id(), table.access());
        open.add(database);
        var stages = new RowStages(target, table.words(), alarms);
        var memory = new TableCarrier.Memory(store, stages, new LaidReplies(target, clock), clock);
        return new TableCarrier(target, table, database, new PackageRows(table, database, pack), memory);
    }
}
