package cn.lvyue.hub.plumbing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The account PostgreSQL runs under: the hub's own, or, as PostgreSQL refuses to be root, a lesser one.
 *
 * @param prefix put before a command, makes it run under the account
 * @param owner the account's name, to whom PostgreSQL's files are given
 */
record ServerAccount(List<String> prefix, String owner) {
    private static final String ROOT = "0";

    /**
     * Finds an account that can run a program and write in a folder, by trying.
     *
     * @param program a PostgreSQL program
     * @param home the folder PostgreSQL's data will be in
     */
    static ServerAccount choose(String program, Path home) throws IOException {
        if (!ROOT.equals(OsCommand.run("id", "-u").output())) {
            return new ServerAccount(List.of(), System.getProperty("user.name"));
        }
        for (var account : candidates()) {
            if (account.works(program, home)) {
                return account;
            }
        }
        throw new CannotStart(
                "PostgreSQL 不能以 root 运行，而本机无法切换到普通账户。请以普通账户启动履约枢纽，或用 spring.datasource.url 指定外部数据库。",
                "PostgreSQL refuses to run as root and no lesser account can be used here. Start the hub from an ordinary"
                        + " account, or set spring.datasource.url to a server of yours.");
    }

    /** Real accounts first; a user namespace serves where they cannot reach the data folder. */
    private static List<ServerAccount> candidates() {
        var candidates = new ArrayList<ServerAccount>();
        for (var name : List.of("postgres", "nobody")) {
            var group = OsCommand.run("id", "-g", name);
            if (group.succeeded()) {
                var drop = List.of(
                        "setpriv", "--reuid=" + name, "--regid=" + group.output(), "--clear-groups", "--no-new-privs");
                candidates.add(new ServerAccount(drop, name));
                candidates.add(new ServerAccount(List.of("runuser", "-u", name, "--"), name));
            }
        }
        candidates.add(new ServerAccount(List.of("unshare", "--user"), "root"));
        return candidates;
    }

    private boolean works(String program, Path home) throws IOException {
        var folder = Files.createTempDirectory(home, "account-");
        try {
            give(folder);
            var script = "test -x \"$0\" && touch \"$1/file\" && test \"$(id -u)\" != 0";
            return OsCommand.run(command("sh", "-c", script, program, folder.toString()))
                    .succeeded();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** The command as this account runs it. */
    List<String> command(String... command) {
        var whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return whole;
    }

    /** Hands a folder and all in it over to the account, unless it has it already. Links are not followed. */
    void give(Path folder) throws IOException {
        if (prefix.isEmpty()) {
            return;
        }
        var account = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
        if (Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(account)) {
            return;
        }
        List<Path> inside;
        try (var walk = Files.walk(folder)) {
            inside = new ArrayList<>(walk.toList());
        }
        // The folder itself last: it tells whether the work was finished.
        for (int i = inside.size() - 1; i >= 0; i--) {
            setOwner(inside.get(i), account);
        }
    }

    private static void setOwner(Path path, UserPrincipal account) throws IOException {
        Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setOwner(account);
    }
}
