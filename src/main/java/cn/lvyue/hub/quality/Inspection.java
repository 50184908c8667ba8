package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.standard.Rulebooks;
import java.time.Clock;

/** Judges mapped records by the rules of their standard pack; the bean {@code quality} of the routes. */
public interface Inspection {
    /** @param pack the id of the standard pack the records are mapped to */
    Chunk<Inspected> inspect(Chunk<Mapped> chunk, String pack);

    /** As {@link #inspect}, for what is not to be kept: its personal values are not sealed, unless somebody asks for it. */
    default Chunk<Inspected> look(Chunk<Mapped> chunk, String pack) {
        return inspect(chunk, pack);
    }

    /** By rules other than the hub's own; for trying changes out. */
    static Inspection by(Rulebooks rulebooks, Clock clock) {
        return new Inspector(rulebooks, clock, PersonalSeal.none());
    }
}
