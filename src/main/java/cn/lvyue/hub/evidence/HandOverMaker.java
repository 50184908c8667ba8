package cn.lvyue.hub.evidence;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.evidence.EvidenceStore.Archived;
import cn.lvyue.hub.proof.Proofs;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Packs volumes; one message's proof is in memory at a time, and the small files of the days. */
@Component
class HandOverMaker implements HandOvers {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");
    private static final Pattern EXTENSION = Pattern.compile(".*(\\.[A-Za-z0-9]{1,8})");
    private static final int PAGE = 200;

    private final EvidenceStore store;
    private final Archive archive;
    private final Proofs proofs;
    private final HandOverMetadata metadata;
    private final Finish finish;

    HandOverMaker(EvidenceStore store, Archive archive, Proofs proofs, HandOverMetadata metadata, Finish finish) {
        this.store = store;
        this.archive = archive;
        this.proofs = proofs;
        this.metadata = metadata;
        this.finish = finish;
    }

    /** What a volume is signed and dated with. */
    @Component
    record Finish(ManifestSigner signer, Clock clock) {}

    @Override
    public Amount amount(Days days) {
        requireHere(days);
        var found = store.amount(start(days.from()), start(days.to().plusDays(1)), days.feed());
        return new Amount(found.messages(), found.bytes());
    }

    private void requireHere(Days days) {
        store.elsewhere(YearMonth.from(days.from()), YearMonth.from(days.to())).ifPresent(elsewhere -> {
            throw elsewhere;
        });
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    @Override
    public void write(Volume volume, OutputStream out) throws IOException {
        requireHere(volume.days());
        new Packing(volume, out).pack();
    }

    /** How far a volume has come. @param at and {@code id} of the last message */
    private record Cursor(Instant at, long id) {
        static Cursor of(Volume volume) {
            if (volume.after().isEmpty()) {
                return new Cursor(start(volume.days().from()), 0);
            }
            var match = CURSOR.matcher(volume.after());
            if (!match.matches()) {
                throw new IllegalArgumentException("no place between volumes: " + volume.after());
            }
            long micros = Long.parseLong(match.group(1));
            return new Cursor(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), Long.parseLong(match.group(2)));
        }

        String text() {
            return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + id;
        }
    }

    /** The packing of one volume. */
    private final class Packing {
        private final Volume volume;
        private final ManifestText manifest = new ManifestText("lvyue-handover/1");
        private final DigestedZip zip;
        private final Instant now = finish.clock().instant();
        private final BundleFiles files = new BundleFiles();
        private final ProofFiles proof = new ProofFiles(proofs, files);
        private Cursor cursor;
        private long messages;
        private long bytes;

        Packing(Volume volume, OutputStream out) {
            this.volume = volume;
            this.zip = new DigestedZip(out, manifest, now);
            this.cursor = Cursor.of(volume);
        }

        void pack() throws IOException {
            var hub = proofs.log().map(Proofs.Log::id).orElse("");
            head(hub);
            zip.write("metadata/package.xml", out -> metadata.volume(volume, hub, now, out));
            boolean more = content();
            proof.days(null);
            for (var file : files.files().entrySet()) {
                zip.add(file.getKey(), file.getValue());
            }
            manifest.put("messages", messages)
                    .put("bytes", bytes)
                    .put("not-yet-in-the-log", proof.missing())
                    .put("next", more ? cursor.text() : null);
            zip.end(finish.signer());
        }

        private void head(String hub) {
            manifest.put("hub", hub)
                    .put("from", volume.days().from())
                    .put("to", volume.days().to())
                    .put("feed", volume.days().feed())
                    .put("volume", volume.number())
                    .put("after", volume.after())
                    .put("made-at", now)
                    .put("by", volume.by());
        }

        /** @return whether there is more than this volume takes */
        private boolean content() throws IOException {
            for (var page = page(); !page.isEmpty(); page = page()) {
                for (var message : page) {
                    if (messages > 0 && (bytes + message.size() > volume.bytes() || messages >= MOST_MESSAGES)) {
                        return true;
                    }
                    add(message);
                }
            }
            return false;
        }

        private List<Archived> page() {
            var end = start(volume.days().to().plusDays(1));
            return store.of(cursor.at(), cursor.id(), end, volume.days().feed(), PAGE);
        }

        private void add(Archived message) throws IOException {
            var folder = proof.message(message.id()) ? "content/" : "unproven/";
            if (!message.destroyed()) {
                try (var body = archive.open(message.id())) {
                    zip.add(folder + message.id() + extension(message.filename()), body);
                }
            }
            zip.write("metadata/" + message.id() + ".xml", out -> metadata.message(message, out));
            cursor = new Cursor(message.at(), message.id());
            messages++;
            bytes += message.size();
        }
    }

    private static String extension(@Nullable String filename) {
        var match = EXTENSION.matcher(filename == null ? "" : filename);
        return match.matches() ? match.group(1) : "";
    }
}
