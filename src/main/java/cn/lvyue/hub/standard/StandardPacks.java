package cn.lvyue.hub.standard;

/** The packs under {@code mappings/standards/}, loaded and checked at start. */
public interface StandardPacks {
    /** @throws IllegalArgumentException naming the packs there are, if there is none of this id */
    StandardPack pack(String id);
}
