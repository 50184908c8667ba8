package cn.lvyue.hub.channel.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.SenderResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A folder of this machine. Links are not followed: what they lead to is not what was delivered here. */
final class Folder implements Place {
    private final String id;
    private final String title;
    private final Path root;

    /** @param root must exist; may itself be a link */
    Folder(String id, String title, Path root) throws IOException {
        this.id = id;
        this.title = title;
        this.root = root.toRealPath();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Channel channel() {
        return Channel.FILE;
    }

    /** Folders are the same wherever they lie: a data directory may be moved. */
    @Override
    public String origin() {
        return "file";
    }

    @Override
    public boolean isReachable() {
        return true;
    }

    @Override
    public boolean readOnly() {
        return false;
    }

    @Override
    public String show(PlaceName name) {
        return Naming.AUTO.show(name);
    }

    @Override
    public Listing list(int depth, int most) throws IOException {
        var walk = new Walk(most);
        walk.into(root, null, depth);
        return new Listing(walk.files, walk.unreachable, walk.complete);
    }

    private static final class Walk {
        final List<Seen> files = new ArrayList<>();
        final Map<PlaceName, String> unreachable = new HashMap<>();
        final int most;
        boolean complete = true;

        Walk(int most) {
            this.most = most;
        }

        void into(Path folder, @Nullable PlaceName name, int depth) throws IOException {
            try (var entries = Files.newDirectoryStream(folder)) {
                for (var entry : entries) {
                    if (files.size() >= most) {
                        complete = false;
                        return;
                    }
                    visit(entry, name == null ? new PlaceName(part(entry)) : name.child(part(entry)), depth);
                }
            }
        }

        private void visit(Path entry, PlaceName name, int depth) {
            if (name.last().startsWith(".")) {
                return;
            }
            try {
                var found = Files.readAttributes(entry, BasicFileAttributes.class, NOFOLLOW_LINKS);
                if (found.isRegularFile()) {
                    files.add(seen(name, found));
                } else if (found.isDirectory() && depth > 0) {
                    into(entry, name, depth - 1);
                } else if (found.isDirectory() && !isEmpty(entry)) {
                    unreachable.put(
                            name,
                            "此来源不看这一层的子文件夹，其中的文件不会被取走（路由参数 depth） / this feed does not look into"
                                    + " folders of this level, nothing in it is taken (depth of its route)");
                } else if (found.isSymbolicLink()) {
                    unreachable.put(name, "是链接，不予读取 / is a link and not followed");
                }
            } catch (NoSuchFileException gone) {
                unreachable.remove(name);
            } catch (IOException closed) {
                unreachable.put(name, Trouble.words(closed));
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    private static Seen seen(PlaceName name, BasicFileAttributes found) {
        return new Seen(name, found.size(), found.lastModifiedTime().toInstant());
    }

    /** The bytes of a name. A path's text loses those that are none in the system's character set; its address does not. */
    private static String part(Path entry) {
        var text = String.valueOf(entry.getFileName());
        if (text.chars().allMatch(character -> character < 0x80)) {
            return text;
        }
        var address = entry.toUri().getRawPath();
        int end = address.endsWith("/") ? address.length() - 1 : address.length();
        return percentDecoded(address.substring(address.lastIndexOf('/', end - 1) + 1, end));
    }

    private static String percentDecoded(String text) {
        var bytes = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.append((char) Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.append(text.charAt(i));
            }
        }
        return bytes.toString();
    }

    private Path path(PlaceName name) {
        var address = new StringBuilder(root.toUri().toString());
        if (address.charAt(address.length() - 1) != '/') {
            address.append('/');
        }
        name.raw().chars().forEach(character -> {
            if (character == '/' || character < 0x80 && Character.isLetterOrDigit(character)) {
                address.append((char) character);
            } else {
                address.append("%%%02X".formatted(character));
            }
        });
        return Path.of(URI.create(address.toString()));
    }

    @Override
    public Optional<Seen> look(PlaceName name) throws IOException {
        try {
            var found = Files.readAttributes(path(name), BasicFileAttributes.class, NOFOLLOW_LINKS);
            return found.isRegularFile() ? Optional.of(seen(name, found)) : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    @Override
    public LocalCopy fetch(Seen file) throws IOException {
        var path = path(file.name());
        if (!path.toRealPath().startsWith(root)) {
            throw new NoSuchFileException(show(file.name()), null, "leads out of the folder");
        }
        return new LocalCopy(path, false);
    }

    @Override
    public void move(PlaceName from, PlaceName to) throws IOException {
        makeFolderOf(to);
        if (Files.exists(path(to), NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(show(to));
        }
        Files.move(path(from), path(to));
    }

    @Override
    public void write(PlaceName to, SenderResult.Content content) throws IOException {
        makeFolderOf(to);
        var part = path(new PlaceName(to.folder() + ".writing"));
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(part))) {
                content.writeTo(out);
            }
            Files.move(part, path(to), ATOMIC_MOVE);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(part);
            throw failed;
        }
    }

    /** Folder by folder, since one that is a link would lead elsewhere. */
    private void makeFolderOf(PlaceName name) throws IOException {
        var folder = name.folder();
        for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
            var made = path(new PlaceName(folder.substring(0, slash)));
            try {
                Files.createDirectory(made);
            } catch (FileAlreadyExistsException there) {
                if (!Files.isDirectory(made, NOFOLLOW_LINKS)) {
                    throw new NotDirectoryException(show(name));
                }
            }
        }
    }
}
