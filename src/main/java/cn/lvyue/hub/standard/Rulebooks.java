package cn.lvyue.hub.standard;

import java.nio.file.Path;

/** The rules of the packs under {@code mappings/standards/}, loaded and checked at start. */
public interface Rulebooks {
    /** @throws IllegalArgumentException naming the packs there are, if there is none of this id */
    Rulebook rulebook(String pack);

    /** @param mappings the folder that holds {@code standards/<pack>/} */
    static Rulebooks load(Path mappings) {
        return PackFolder.load(mappings);
    }
}
