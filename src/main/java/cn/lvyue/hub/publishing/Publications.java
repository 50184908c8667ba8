package cn.lvyue.hub.publishing;

import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.record.FeedId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Versions of mappings on their way into force. Texts are checked before they come here. */
public interface Publications {

    /** How far a version is. */
    enum State {
        DRAFT,
        PROPOSED,
        /** It is in force from its moment on, until another takes effect. */
        APPROVED,
        REFUSED,
        WITHDRAWN
    }

    /** What became of a deed. */
    enum Done {
        DONE,
        UNKNOWN,
        /** It is not in a state for it. */
        NOT_NOW,
        /** Who approves must have no part in it. */
        SAME_PERSON,
        /** No shadow run of just this text came to its end. */
        NOT_TRIED
    }

    /**
     * @param digest SM3 of the text
     * @param base the version that was in force when it was begun
     * @param returns whether it is an earlier version once more, which needs no shadow run
     * @param changedBy who gave it the text it has
     * @param wantedAt when it is to take effect; null for as soon as it is approved
     * @param decision why it was refused or withdrawn
     * @param document the id under which the approval is archived
     */
    record Publication(
            long id,
            Text text,
            String digest,
            String base,
            boolean returns,
            State state,
            String author,
            Instant createdAt,
            String changedBy,
            Instant changedAt,
            @Nullable String reason,
            @Nullable Instant wantedAt,
            @Nullable String proposedBy,
            @Nullable Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String decision,
            @Nullable Instant effectiveAt,
            @Nullable Long document) {}

    /** A version that counted once, or is approved to. @param digest SM3 of its text @param firstAt when it was first met */
    record Known(String version, String pack, String digest, Instant firstAt) {}

    /** From when on a feed's file said what. */
    record FileStart(String version, Instant at) {}

    /** @param base the version in force @return its id */
    long draft(Text text, String base, String author);

    /** Gives a draft another text. */
    Done change(long id, Text text, String by);

    /** @param at when it is to take effect; null for as soon as it is approved */
    Done propose(long id, String reason, @Nullable Instant at, String by);

    /** Proposes an earlier version. @param base the version in force @return its id */
    long proposeReturn(Text earlier, String base, String reason, @Nullable Instant at, String by);

    /** It takes effect at the moment wanted, or shortly if that is past; every node knows of it by then. */
    Done approve(long id, String by);

    Done refuse(long id, String why, String by);

    /** Also of what is approved, while it has not taken effect. */
    Done withdraw(long id, String why, String by);

    Optional<Publication> find(long id);

    /** Newest first. @param before ids below */
    List<Publication> ofFeed(FeedId feed, long before, int limit);

    /** Of all feeds, what somebody still has to decide, oldest first; at most 200. */
    List<Publication> open();

    /** Newest first, at most 200. */
    List<Known> known(FeedId feed);

    /** The latest change of a feed's file; empty before the first start that notes it. */
    Optional<FileStart> fileStart(FeedId feed);

    /** Approvals that are not archived yet, oldest first. */
    List<Publication> unarchived();

    void archived(long id, long document);
}
