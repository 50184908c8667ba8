package cn.lvyue.hub.delivery;

import cn.lvyue.hub.foreign.SftpConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** Folders of an SFTP server. Names come and go as bytes, one character each; shown as UTF-8. */
final class SftpDepot implements Depot {
    private final SftpConnection connection;
    private final SftpClient files;

    SftpDepot(SftpConnection connection) {
        this.connection = connection;
        this.files = connection.files();
    }

    private static String path(String folder, String name) {
        return asBytes(folder.endsWith("/") ? folder + name : folder + "/" + name);
    }

    private static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String shown(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public List<Entry> list(String folder, int most) throws IOException {
        var found = new ArrayList<Entry>();
        if (!exists(asBytes(folder))) {
            return found;
        }
        try (var handle = files.openDir(asBytes(folder))) {
            for (var some = files.readDir(handle); some != null && found.size() < most; some = files.readDir(handle)) {
                for (var entry : some) {
                    var about = entry.getAttributes();
                    if (about.isRegularFile() && found.size() < most) {
                        found.add(new Entry(
                                shown(entry.getFilename()),
                                about.getSize(),
                                about.getModifyTime().toInstant()));
                    }
                }
            }
        }
        return found;
    }

    private boolean exists(String path) throws IOException {
        try {
            files.lstat(path);
            return true;
        } catch (SftpException refused) {
            if (refused.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw refused;
        }
    }

    @Override
    public boolean has(String folder, String name) throws IOException {
        return exists(path(folder, name));
    }

    @Override
    public byte[] read(String folder, String name, long limit) throws IOException {
        try (var bytes = files.read(path(folder, name))) {
            return LimitedRead.all(bytes, limit);
        }
    }

    @Override
    public void write(String folder, String name, byte[] bytes) throws IOException {
        makeFolder(folder);
        try (var out = files.write(path(folder, name))) {
            out.write(bytes);
        }
        long size = files.lstat(path(folder, name)).getSize();
        if (size != bytes.length) {
            throw new IOException("上传不完整 / not all of the file arrived: " + size + " of " + bytes.length);
        }
    }

    private void makeFolder(String folder) throws IOException {
        if (!exists(asBytes(folder))) {
            files.mkdir(asBytes(folder));
        }
    }

    /** Servers of version 3 refuse to rename onto an existing file; others might not. */
    @Override
    public void move(String folder, String name, String toFolder, String toName) throws IOException {
        makeFolder(toFolder);
        if (has(toFolder, toName)) {
            throw new FileAlreadyExistsException(toName);
        }
        files.rename(path(folder, name), path(toFolder, toName));
    }

    @Override
    public void remove(String folder, String name) throws IOException {
        if (has(folder, name)) {
            files.remove(path(folder, name));
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
