package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.channel.files.TakenFile.KeptMarker;
import cn.lvyue.hub.record.Admission;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.BodyTooLarge;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.record.Severity;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Archives a file once, whatever interrupts it, and remembers that its sender is owed a result. */
@Component
class Taking {
    private static final Logger LOG = LoggerFactory.getLogger(Taking.class);

    private final Reception reception;
    private final FilesStore store;
    private final InboxSettings settings;
    private final Clock clock;

    Taking(Reception reception, FilesStore store, InboxSettings settings, Clock clock) {
        this.reception = reception;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a file waits for: its marker must agree with it before it is taken, or must only be heard. */
    enum Patience {
        IF_PROVEN,
        NOW
    }

    /**
     * @return whether it was taken; not if its marker does not prove it whole and that was asked for
     * @throws IOException if it cannot be read to its end, or changed while it was read; then nothing is archived
     */
    boolean take(Place place, Rules rules, Seen file, Optional<Seen> markerFile, Patience patience) throws IOException {
        if (file.size() > rules.largest()) {
            refuse(place, rules, file, tooLarge(rules.largest()));
            return true;
        }
        var kept = markerFile.isEmpty() ? null : read(place, markerFile.get());
        var marker = kept == null ? null : Marker.of(kept.content());
        if (patience == Patience.IF_PROVEN && (marker == null || !marker.proves())) {
            return false;
        }
        try (var copy = place.fetch(file)) {
            var content = contentOf(copy, marker);
            var refusal = marker == null
                    ? Optional.<Finding>empty()
                    : marker.against(content, () -> member(copy, marker), place.show(file.name()));
            if (patience == Patience.IF_PROVEN && refusal.isPresent()) {
                return false;
            }
            archive(place, rules, file, kept, refusal.orElse(null), copy, content);
            return true;
        }
    }

    private static Content contentOf(LocalCopy copy, @Nullable Marker marker) throws IOException {
        try (var bytes = copy.open()) {
            return Content.of(bytes, marker == null ? Set.of() : marker.digests(), Long.MAX_VALUE);
        }
    }

    private Optional<Content> member(LocalCopy copy, Marker marker) {
        return Content.ofOnlyMember(
                copy, marker.digests(), settings.memberLimit().toBytes());
    }

    private KeptMarker read(Place place, Seen marker) throws IOException {
        int limit = Math.toIntExact(settings.markerLimit().toBytes());
        if (marker.size() > limit) {
            return new KeptMarker(marker.name(), ("larger than " + limit).getBytes(StandardCharsets.UTF_8));
        }
        try (var copy = place.fetch(marker);
                var bytes = copy.open()) {
            return new KeptMarker(marker.name(), bytes.readNBytes(limit));
        }
    }

    private void archive(
            Place place,
            Rules rules,
            Seen file,
            @Nullable KeptMarker marker,
            @Nullable Finding refusal,
            LocalCopy copy,
            Content content)
            throws IOException {
        var name = place.show(file.name());
        var arrival = new Arrival(
                rules.feed(),
                place.channel(),
                name,
                null,
                onceKey(place, file, content, refusal),
                refusal,
                new Unchanged(copy.open(), place, file),
                Admission.OPEN);
        try {
            var message = reception.receive(arrival);
            store.add(place.id(), file, rules.feed(), message.id(), refusal, marker, clock.instant());
            tell(place, name, message, refusal);
        } catch (BodyTooLarge tooLarge) {
            refuse(place, rules, file, tooLarge(tooLarge.limit()));
        }
    }

    private static void tell(Place place, String name, Message message, @Nullable Finding refusal) {
        if (refusal == null) {
            LOG.info("{} {}: 报文 / message {}", place.title(), name, message.id());
        } else {
            LOG.warn("{} {}: {}, 报文 / message {}", place.title(), name, refusal.code(), message.id());
        }
    }

    /**
     * A file that is taken again, because the hub stopped before it was moved away, is the same message: its key is made of
     * place, name, time of change and content. The same content delivered anew is a new message.
     */
    private static String onceKey(Place place, Seen file, Content content, @Nullable Finding refusal) {
        return "%s:%s:%s:%s%s"
                .formatted(
                        place.origin(),
                        place.show(file.name()),
                        file.modified(),
                        content.digests().get(Content.SHA256),
                        refusal == null ? "" : ":" + refusal.code());
    }

    private static Finding tooLarge(long limit) {
        return new Finding("F105", Severity.REJECT, null, "", null, limit + " bytes");
    }

    /** Ends a file that is not archived. */
    void refuse(Place place, Rules rules, Seen file, Finding finding) {
        store.add(place.id(), file, rules.feed(), null, finding, null, clock.instant());
        LOG.warn("{} {}: {}", place.title(), place.show(file.name()), finding.code());
    }

    /** Breaks off at the end if the file is not any more what it was when it was digested. */
    private static final class Unchanged extends FilterInputStream {
        private final Place place;
        private final Seen file;

        Unchanged(InputStream bytes, Place place, Seen file) {
            super(bytes);
            this.place = place;
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return checked(super.read(buffer, offset, length));
        }

        private int checked(int read) throws IOException {
            if (read < 0 && !place.look(file.name()).equals(Optional.of(file))) {
                throw new IOException("读取时文件有变化 / the file changed while it was read");
            }
            return read;
        }
    }
}
