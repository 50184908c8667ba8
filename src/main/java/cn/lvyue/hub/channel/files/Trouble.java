package cn.lvyue.hub.channel.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Instant;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * Why something that is to be done with a file, or a whole place, cannot be done for now.
 *
 * @param source the folder or server
 * @param about the file as shown, or empty for the place itself
 * @param since when it was first noticed
 * @param next not tried again before
 */
record Trouble(String source, String about, String why, Instant since, Instant next) {

    /** Without paths of this machine. */
    static String words(IOException failed) {
        if (failed instanceof AccessDeniedException) {
            return "没有权限，请让账户 %1$s 可读写 / permission denied: account %1$s must be able to read and write here"
                    .formatted(System.getProperty("user.name"));
        }
        if (failed instanceof FileSystemException refused && refused.getReason() != null) {
            return refused.getReason();
        }
        if (failed instanceof SftpException refused) {
            return words(refused);
        }
        return failed.getMessage() == null || failed instanceof FileSystemException
                ? failed.getClass().getSimpleName()
                : failed.getMessage();
    }

    private static String words(SftpException refused) {
        return switch (refused.getStatus()) {
            case SftpConstants.SSH_FX_NO_SUCH_FILE -> "服务器上没有此文件 / no such file on the server";
            case SftpConstants.SSH_FX_PERMISSION_DENIED ->
                "服务器上没有权限，请授予读写权限，只读的账户请设 afterwards: KEEP"
                        + " / permission denied on the server: ask for reading and writing, or set afterwards: KEEP";
            default -> String.valueOf(refused.getMessage());
        };
    }
}
