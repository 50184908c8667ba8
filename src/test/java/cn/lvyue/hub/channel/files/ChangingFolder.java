package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.SenderResult;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A folder whose files change between being digested and being archived, or may not be read, or whose disk is full. */
final class ChangingFolder implements Place {
    boolean changes = true;
    String unreadable = "";
    boolean full;

    private final Path root;
    private final Folder folder;

    ChangingFolder(Path root) throws IOException {
        this.root = root;
        this.folder = new Folder("inbox/orders", "inbox/orders", root);
    }

    @Override
    public LocalCopy fetch(Seen file) throws IOException {
        if (file.name().raw().equals(unreadable)) {
            throw new AccessDeniedException(unreadable);
        }
        var copy = folder.fetch(file);
        if (changes) {
            Files.writeString(root.resolve(file.name().raw()), ", changed", StandardOpenOption.APPEND);
        }
        return copy;
    }

    @Override
    public String id() {
        return folder.id();
    }

    @Override
    public Channel channel() {
        return folder.channel();
    }

    @Override
    public String origin() {
        return folder.origin();
    }

    @Override
    public String title() {
        return folder.title();
    }

    @Override
    public boolean isReachable() {
        return folder.isReachable();
    }

    @Override
    public boolean readOnly() {
        return folder.readOnly();
    }

    @Override
    public String show(PlaceName name) {
        return folder.show(name);
    }

    @Override
    public Listing list(int depth, int most) throws IOException {
        return folder.list(depth, most);
    }

    @Override
    public Optional<Seen> look(PlaceName name) throws IOException {
        return folder.look(name);
    }

    @Override
    public void move(PlaceName from, PlaceName to) throws IOException {
        folder.move(from, to);
    }

    @Override
    public void write(PlaceName to, SenderResult.Content content) throws IOException {
        if (full) {
            throw new FileSystemException(to.raw(), null, "No space left on device");
        }
        folder.write(to, content);
    }
}
