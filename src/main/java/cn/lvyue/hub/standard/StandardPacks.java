package cn.lvyue.hub.standard;

import java.nio.file.Path;
import java.util.Collection;

/** The packs under {@code mappings/standards/}, loaded and checked at start. */
public interface StandardPacks {
    /** @throws IllegalArgumentException naming the packs there are, if there is none of this id */
    StandardPack pack(String id);

    /** Every pack there is. */
    Collection<StandardPack> all();

    /** @param mappings the folder that holds {@code standards/<pack>/} */
    static StandardPacks load(Path mappings) {
        return PackFolder.load(mappings);
    }
}
