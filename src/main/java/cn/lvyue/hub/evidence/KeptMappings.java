package cn.lvyue.hub.evidence;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.archive.Documents;
import cn.lvyue.hub.archive.Documents.Document;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Archives the mapping files the hub runs with, once per version, and gives them back. */
@Component
class KeptMappings {
    private final Mappings mappings;
    private final MappingTexts texts;
    private final MappingStore store;
    private final Documents documents;
    private final Archive archive;
    private final Clock clock;

    KeptMappings(
            Mappings mappings,
            MappingTexts texts,
            MappingStore store,
            Documents documents,
            Archive archive,
            Clock clock) {
        this.mappings = mappings;
        this.texts = texts;
        this.store = store;
        this.documents = documents;
        this.archive = archive;
        this.clock = clock;
    }

    /** At every start: what is there already stays as it is. */
    @EventListener(ApplicationReadyEvent.class)
    void keepToday() {
        for (var feed : mappings.feeds()) {
            texts.today(feed)
                    .filter(text -> store.find(feed.value(), text.version()).isEmpty())
                    .ifPresent(this::keep);
        }
    }

    /** A version that will count is kept like those that count at a start. */
    @EventListener
    void keep(MappingTexts.Approved approved) {
        if (store.find(approved.text().feed().value(), approved.text().version())
                .isEmpty()) {
            keep(approved.text());
        }
    }

    private void keep(Text text) {
        var body = new ByteArrayInputStream(text.text().getBytes(StandardCharsets.UTF_8));
        var key = "mapping " + text.feed() + " " + text.version();
        long id = documents.keep(new Document(key, text.feed() + ".yaml", "application/yaml", body));
        store.add(text.feed().value(), text.version(), new MappingStore.Kept(text.pack(), id), clock.instant());
    }

    /** The text of a version; empty if it was in force before texts were kept. */
    Optional<Text> of(FeedId feed, String version) {
        var known = texts.text(feed, version);
        return known.isPresent()
                ? known
                : store.find(feed.value(), version)
                        .map(kept -> new Text(feed, version, kept.pack(), read(kept.archiveId())));
    }

    private String read(long id) {
        try (var bytes = archive.open(id)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
