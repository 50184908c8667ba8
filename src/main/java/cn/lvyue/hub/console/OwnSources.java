package cn.lvyue.hub.console;

import cn.lvyue.hub.api.Limits;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.security.Person;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sources a person may see: a clerk his own, everybody else all. Others are to a clerk as if they were not there. */
@Component
class OwnSources {
    private final Mappings mappings;
    private final Archive archive;

    OwnSources(Mappings mappings, Archive archive) {
        this.mappings = mappings;
        this.archive = archive;
    }

    List<FeedId> of(@Nullable Principal who) {
        var clerk = Person.of(who).filter(Person::isOfFeedsOnly);
        return mappings.feeds().stream()
                .filter(feed -> clerk.isEmpty() || clerk.get().feeds().contains(feed))
                .toList();
    }

    boolean isClerk(@Nullable Principal who) {
        return Person.of(who).filter(Person::isOfFeedsOnly).isPresent();
    }

    FeedId one(@Nullable Principal who, String id) {
        return of(who).stream()
                .filter(feed -> feed.value().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotThere("source", id));
    }

    /** A message of one of his sources. */
    Message message(FeedId feed, String id) {
        return archive.message(Limits.id(id))
                .filter(message -> message.feed().equals(feed))
                .orElseThrow(() -> new NotThere("message", id));
    }
}
