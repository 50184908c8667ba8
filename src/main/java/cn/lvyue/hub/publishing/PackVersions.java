package cn.lvyue.hub.publishing;

import cn.lvyue.hub.standard.Rulebook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the standard packs said at earlier starts. */
public interface PackVersions {

    /** One content of a pack. @param digest SM3 of its files @param version as the pack gives itself @param firstAt the first start with it */
    record KnownPack(String digest, String version, Instant firstAt) {}

    /** Newest first, at most 100. */
    List<KnownPack> known(String pack);

    /** Empty if there is none, or if today's hub cannot read it any more. */
    Optional<Rulebook> rulebook(String pack, String digest);
}
