package cn.lvyue.hub.publishing;

import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.record.FeedId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Moves publications from state to state; each move is one statement, so that two people cannot both make it. */
@Service
@EnableConfigurationProperties(PublishingSettings.class)
class PublicationService implements Publications {
    private final PublicationStore store;
    private final PublishingSettings settings;
    private final Clock clock;

    PublicationService(PublicationStore store, PublishingSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public long draft(Text text, String base, String author) {
        return store.add(text, base, false, author);
    }

    @Override
    public Done change(long id, Text text, String by) {
        return store.change(id, text, by) ? Done.DONE : notNow(id);
    }

    @Override
    public Done propose(long id, String reason, @Nullable Instant at, String by) {
        if (store.propose(id, reason, at, by)) {
            return Done.DONE;
        }
        return store.find(id)
                .map(found -> found.state() == State.DRAFT ? Done.NOT_TRIED : Done.NOT_NOW)
                .orElse(Done.UNKNOWN);
    }

    @Override
    @Transactional
    public long proposeReturn(Text earlier, String base, String reason, @Nullable Instant at, String by) {
        long id = store.add(earlier, base, true, by);
        store.propose(id, reason, at, by);
        return id;
    }

    @Override
    @Transactional
    public Done approve(long id, String by) {
        if (store.approve(id, by, clock.instant().plus(settings.lead()))) {
            store.keep(store.find(id).orElseThrow().text());
            return Done.DONE;
        }
        return store.find(id)
                .map(found -> found.state() == State.PROPOSED ? Done.SAME_PERSON : Done.NOT_NOW)
                .orElse(Done.UNKNOWN);
    }

    @Override
    public Done refuse(long id, String why, String by) {
        return store.end(id, State.REFUSED, why, by, clock.instant(), State.PROPOSED) ? Done.DONE : notNow(id);
    }

    @Override
    public Done withdraw(long id, String why, String by) {
        var knownBy = clock.instant().plus(settings.lead());
        return store.end(id, State.WITHDRAWN, why, by, knownBy, State.DRAFT, State.PROPOSED, State.APPROVED)
                ? Done.DONE
                : notNow(id);
    }

    private Done notNow(long id) {
        return store.find(id).isPresent() ? Done.NOT_NOW : Done.UNKNOWN;
    }

    @Override
    public Optional<Publication> find(long id) {
        return store.find(id);
    }

    @Override
    public List<Publication> ofFeed(FeedId feed, long before, int limit) {
        return store.ofFeed(feed, before, limit);
    }

    @Override
    public List<Publication> open() {
        return store.open();
    }

    @Override
    public List<Known> known(FeedId feed) {
        return store.known(feed);
    }

    @Override
    public Optional<FileStart> fileStart(FeedId feed) {
        return store.fileStart(feed);
    }

    @Override
    public List<Publication> unarchived() {
        return store.unarchived();
    }

    @Override
    public void archived(long id, long document) {
        store.archived(id, document);
    }
}
