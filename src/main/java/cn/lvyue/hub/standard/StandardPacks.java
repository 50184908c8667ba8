package cn.lvyue.hub.standard;

import java.nio.file.Path;

/** The packs under {@code mappings/standards/}, loaded and checked at start. */
public interface StandardPacks {
    /** @throws IllegalArgumentException naming the packs there are, if there is none of this id */
    StandardPack pack(String id);

    /** @param mappings the folder that holds {@code standards/<pack>/} */
    static StandardPacks load(Path mappings) {
        return PackFolder.load(mappings);
    }
}
