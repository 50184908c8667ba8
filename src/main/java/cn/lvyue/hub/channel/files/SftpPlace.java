package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.channel.files.SftpSettings.Afterwards;
import cn.lvyue.hub.channel.files.SftpSettings.Server;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.SenderResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** A folder of an SFTP server, over one connection. A file is fetched whole before the hub hears of it. */
final class SftpPlace implements Place {
    static final String TEMPORARY = "fetched-";

    private final String id;
    private final Server server;
    private final SftpClient files;
    private final Path temporary;
    private final String root;

    /** @param temporary where files lie while they are fetched */
    SftpPlace(String id, Server server, SftpClient files, Path temporary) {
        this.id = id;
        this.server = server;
        this.files = files;
        this.temporary = temporary;
        var folder = server.names().write(server.folder()).raw();
        this.root = folder.endsWith("/") ? folder : folder + "/";
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return id;
    }

    @Override
    public Channel channel() {
        return Channel.SFTP;
    }

    @Override
    public String origin() {
        return "sftp:%s@%s:%d:%s".formatted(server.user(), server.host(), server.port(), server.folder());
    }

    @Override
    public boolean isReachable() {
        return files.isOpen();
    }

    @Override
    public boolean readOnly() {
        return server.afterwards() == Afterwards.KEEP;
    }

    @Override
    public String show(PlaceName name) {
        return server.names().show(name);
    }

    @Override
    public Listing list(int depth, int most) throws IOException {
        var walk = new Walk(most);
        try {
            walk.into("", depth);
        } catch (SftpException refused) {
            throw new IOException(
                    "文件夹 %1$s 打不开，请核对 folder 与权限：%2$s / folder %1$s cannot be opened, check folder and rights: %2$s"
                            .formatted(server.folder(), refused.getMessage()),
                    refused);
        }
        return new Listing(walk.found, walk.unreachable, walk.complete);
    }

    private final class Walk {
        final List<Seen> found = new ArrayList<>();
        final Map<PlaceName, String> unreachable = new HashMap<>();
        final int most;
        boolean complete = true;

        Walk(int most) {
            this.most = most;
        }

        void into(String folder, int depth) throws IOException {
            try (var handle = files.openDir(root + folder)) {
                for (var some = files.readDir(handle); some != null; some = files.readDir(handle)) {
                    for (var entry : some) {
                        if (found.size() >= most) {
                            complete = false;
                            return;
                        }
                        visit(folder, entry, depth);
                    }
                }
            }
        }

        private void visit(String folder, DirEntry entry, int depth) {
            var part = entry.getFilename();
            if (PlaceName.isPart(part) && !part.startsWith(".")) {
                visit(new PlaceName(folder + part), entry.getAttributes(), depth);
            }
        }

        private void visit(PlaceName name, Attributes entry, int depth) {
            if (entry.isRegularFile()) {
                found.add(seen(name, entry));
            } else if (entry.isSymbolicLink()) {
                unreachable.put(name, "是链接，不予读取 / is a link and not followed");
            } else if (entry.isDirectory() && depth > 0) {
                try {
                    into(name.raw() + "/", depth - 1);
                } catch (IOException closed) {
                    unreachable.put(name, Trouble.words(closed));
                }
            }
        }
    }

    private static Seen seen(PlaceName name, Attributes entry) {
        return new Seen(name, entry.getSize(), entry.getModifyTime().toInstant());
    }

    private String path(PlaceName name) {
        return root + name.raw();
    }

    @Override
    public Optional<Seen> look(PlaceName name) throws IOException {
        return attributes(path(name)).filter(Attributes::isRegularFile).map(found -> seen(name, found));
    }

    private Optional<Attributes> attributes(String path) throws IOException {
        try {
            return Optional.of(files.lstat(path));
        } catch (SftpException refused) {
            if (refused.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    @Override
    public LocalCopy fetch(Seen file) throws IOException {
        Files.createDirectories(temporary);
        var copy = new LocalCopy(Files.createTempFile(temporary, TEMPORARY, ".tmp"), true);
        try {
            try (var from = files.read(path(file.name()));
                    var to = Files.newOutputStream(copy.path())) {
                from.transferTo(to);
            }
            if (Files.size(copy.path()) != file.size() || !look(file.name()).equals(Optional.of(file))) {
                throw new IOException("下载不完整或文件有变化 / not fetched whole, or the file changed");
            }
            return copy;
        } catch (IOException | RuntimeException failed) {
            copy.close();
            throw failed;
        }
    }

    /** Servers of version 3 refuse to rename onto an existing file; others might not. */
    @Override
    public void move(PlaceName from, PlaceName to) throws IOException {
        makeFolderOf(to);
        if (attributes(path(to)).isPresent()) {
            throw new FileAlreadyExistsException(show(to));
        }
        files.rename(path(from), path(to));
    }

    @Override
    public void write(PlaceName to, SenderResult.Content content) throws IOException {
        makeFolderOf(to);
        var part = root + to.folder() + ".writing";
        try (var out = new BufferedOutputStream(files.write(part))) {
            content.writeTo(out);
        }
        if (attributes(path(to)).isPresent()) {
            files.remove(path(to));
        }
        files.rename(part, path(to));
    }

    /** Folder by folder, since one that is a link would lead elsewhere. */
    private void makeFolderOf(PlaceName name) throws IOException {
        var folder = name.folder();
        for (int slash = folder.indexOf('/'); slash >= 0; slash = folder.indexOf('/', slash + 1)) {
            var made = root + folder.substring(0, slash);
            var there = attributes(made);
            if (there.isEmpty()) {
                files.mkdir(made);
            } else if (!there.get().isDirectory()) {
                throw new NotDirectoryException(show(name));
            }
        }
    }
}
