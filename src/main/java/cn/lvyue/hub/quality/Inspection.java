package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Mapped;

/** Judges mapped records by the rules of their standard pack; the bean {@code quality} of the routes. */
public interface Inspection {
    /** @param pack the id of the standard pack the records are mapped to */
    Chunk<Inspected> inspect(Chunk<Mapped> chunk, String pack);
}
