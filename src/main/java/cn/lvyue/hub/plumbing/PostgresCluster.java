package cn.lvyue.hub.plumbing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.FileSystemUtils;

/** PostgreSQL's data folder: made once, with checksums and without any access that needs no password. */
record PostgresCluster(Path folder) {
    static final String SUPERUSER = "postgres";

    /** The cluster in {@code home/postgres}, set up if it is not there. */
    static PostgresCluster in(Path home, PostgresBinaries binaries, ServerAccount account, String password)
            throws IOException {
        var folder = home.resolve("postgres");
        if (!Files.exists(folder)) {
            create(folder, binaries, account, password);
        }
        account.give(folder);
        return new PostgresCluster(folder.toRealPath());
    }

    /** Sets up beside and renames, so that a folder of the final name is always complete. */
    private static void create(Path folder, PostgresBinaries binaries, ServerAccount account, String password)
            throws IOException {
        var draft = folder.resolveSibling("postgres.new");
        FileSystemUtils.deleteRecursively(draft);
        Files.createDirectory(
                draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var passwordFile = Files.createTempFile(draft.getParent(), "password", null); // rw-------
        try {
            Files.writeString(passwordFile, password);
            account.give(draft);
            account.give(passwordFile);
            initialise(draft, binaries, account, passwordFile);
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void initialise(Path folder, PostgresBinaries binaries, ServerAccount account, Path passwordFile) {
        var initdb = OsCommand.run(account.command(
                binaries.program("initdb"),
                "--pgdata=" + folder,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums"));
        if (!initdb.succeeded()) {
            throw new CannotStart(
                    "无法在 %s 建立内置 PostgreSQL 的数据目录：\n%s".formatted(folder, initdb.output()),
                    "The embedded PostgreSQL's data folder %s could not be made.".formatted(folder));
        }
    }

    /** Written by PostgreSQL while it runs. */
    PostmasterFile postmasterFile() {
        return new PostmasterFile(folder);
    }
}
