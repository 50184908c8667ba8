package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.standard.Rulebooks;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Judges chunks, each pack's rules being compiled once. */
@Component("quality")
class Inspector implements Inspection {
    private final Rulebooks rulebooks;
    private final Clock clock;
    private final PersonalSeal seal;
    private final Map<String, Examination> examinations = new ConcurrentHashMap<>();

    Inspector(Rulebooks rulebooks, Clock clock, PersonalSeal seal) {
        this.seal = seal;
        this.rulebooks = rulebooks;
        this.clock = clock;
    }

    @Override
    public Chunk<Inspected> inspect(Chunk<Mapped> chunk, String pack) {
        return examined(chunk, pack, true);
    }

    @Override
    public Chunk<Inspected> look(Chunk<Mapped> chunk, String pack) {
        return examined(chunk, pack, false);
    }

    private Chunk<Inspected> examined(Chunk<Mapped> chunk, String pack, boolean keeps) {
        var examination = examinations.computeIfAbsent(pack, id -> new Examination(rulebooks.rulebook(id), seal));
        var now = Now.of(clock, examination.clockTolerance());
        var digests = new Digests();
        return chunk.map(mapped -> examination.examine(mapped, chunk.message().id(), now, digests, keeps));
    }
}
