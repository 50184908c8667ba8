package cn.lvyue.hub.standard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The packs of one {@code mappings} folder. */
final class PackFolder implements StandardPacks, Rulebooks {
    private final Map<String, Rulebook> books = new TreeMap<>();

    private PackFolder() {}

    /** @throws BrokenPack if there is no pack, or one that is not in order */
    static PackFolder load(Path mappings) {
        var folder = new PackFolder();
        var standards = mappings.resolve("standards");
        try (var packs = Files.newDirectoryStream(standards, Files::isDirectory)) {
            packs.forEach(pack -> folder.books.put(pack.getFileName().toString(), new PackReader(pack).read()));
        } catch (IOException unreadable) {
            throw new BrokenPack(standards, "cannot be read", unreadable);
        }
        if (folder.books.isEmpty()) {
            throw new BrokenPack(standards, "holds no standard pack");
        }
        return folder;
    }

    @Override
    public StandardPack pack(String id) {
        return rulebook(id).pack();
    }

    @Override
    public Collection<StandardPack> all() {
        return books.values().stream().map(Rulebook::pack).toList();
    }

    @Override
    public Rulebook rulebook(String pack) {
        var book = books.get(pack);
        if (book == null) {
            throw new IllegalArgumentException("no standard pack '%s'; there are %s".formatted(pack, books.keySet()));
        }
        return book;
    }
}
