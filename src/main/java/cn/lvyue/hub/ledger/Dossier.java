package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.RecordId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of one complaint while a chunk is decided: read from the database or opened by this chunk, changed by
 * the chunk's source records in their order, written once at the end.
 */
final class Dossier {
    /** Whether the complaint counts on its own. The code is what tables store and must never change. */
    enum State {
        IN_FORCE(1),
        PARKED(2),
        LINKED(3);

        private final int code;

        State(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        static State ofCode(int code) {
            return values()[code - 1];
        }
    }

    /**
     * The source record a revision was read from.
     *
     * @param corrects whether a person made the revision out of the one that was read from it
     */
    record Origin(long messageId, int row, boolean corrects) {
        boolean isBefore(long otherMessage, int otherRow) {
            return messageId < otherMessage || (messageId == otherMessage && row < otherRow);
        }

        boolean is(long otherMessage, int otherRow) {
            return messageId == otherMessage && row == otherRow;
        }
    }

    private final RecordId id;
    private final boolean opened;
    private boolean changed;
    private int revision;
    private @Nullable Long version;
    private UUID content;
    private State state;
    private @Nullable Long lead;
    private boolean national;
    private @Nullable Matter matter;
    private @Nullable Origin origin;

    private Dossier(RecordId id, boolean opened, int revision, UUID content, State state) {
        this.id = id;
        this.opened = opened;
        this.revision = revision;
        this.content = content;
        this.state = state;
    }

    /** A complaint heard of for the first time, at revision 1. */
    static Dossier open(RecordId id, Inspected first, State state, @Nullable Long lead) {
        var dossier = new Dossier(id, true, 1, first.content(), state);
        dossier.version = first.version();
        dossier.matter = first.matter();
        dossier.lead = lead;
        return dossier;
    }

    static Dossier stored(
            RecordId id,
            int revision,
            @Nullable Long version,
            UUID content,
            State state,
            @Nullable Long lead,
            boolean national,
            @Nullable Matter matter) {
        var dossier = new Dossier(id, false, revision, content, state);
        dossier.version = version;
        dossier.lead = lead;
        dossier.national = national;
        dossier.matter = matter;
        return dossier;
    }

    /** Takes the next revision. */
    void revise(Inspected next, State newState, @Nullable Long newLead) {
        revision++;
        version = next.version() == null ? version : next.version();
        content = next.content();
        matter = next.matter();
        state = newState;
        lead = newLead;
        changed = true;
    }

    /** The same content came again under a newer version: nothing new, but older ones are stale from now on. */
    void seenAs(@Nullable Long newer) {
        if (newer != null && (version == null || newer > version)) {
            version = newer;
            changed = true;
        }
    }

    void standsAtNational(boolean stands) {
        if (national != stands) {
            national = stands;
            changed = true;
        }
    }

    /** Only replays ask for it; others leave it unset. */
    void madeFrom(Origin source) {
        origin = source;
    }

    @Nullable
    Origin origin() {
        return origin;
    }

    boolean changed() {
        return changed || opened;
    }

    RecordId id() {
        return id;
    }

    boolean opened() {
        return opened;
    }

    /** Stored before this chunk and different now. */
    boolean needsUpdate() {
        return changed && !opened;
    }

    int revision() {
        return revision;
    }

    @Nullable
    Long version() {
        return version;
    }

    UUID content() {
        return content;
    }

    State state() {
        return state;
    }

    @Nullable
    Long lead() {
        return lead;
    }

    boolean national() {
        return national;
    }

    @Nullable
    Matter matter() {
        return matter;
    }
}
