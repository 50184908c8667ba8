package cn.lvyue.hub.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** A month is taken out in one transaction, which ends only when its file was read back; until then it is only read. */
@Component
class ShelvedMonths implements MonthShelf {
    /** For nodes whose clocks are behind, and messages that came in the last moments of a month. */
    private static final Duration SETTLED = Duration.ofDays(1);

    private final MonthStore register;
    private final MonthTables tables;
    private final Months months;
    private final TransactionOperations transactions;
    private final Path root;
    private final Clock clock;

    ShelvedMonths(
            MonthStore register,
            MonthTables tables,
            Months months,
            TransactionOperations transactions,
            ArchiveSettings settings,
            Clock clock) {
        this.register = register;
        this.tables = tables;
        this.months = months;
        this.transactions = transactions;
        this.root = settings.elsewhere().toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public List<State> list() {
        return register.list();
    }

    @Override
    public State detach(String name, Path to, String by) {
        var month = Month.parse(name);
        var file = folder(to).resolve(MonthFile.name(month));
        if (Files.exists(file)) {
            throw MonthRefused.notNow("文件 %s 已存在".formatted(file), "the file %s is there already".formatted(file));
        }
        locked(() -> transactions.executeWithoutResult(status -> detach(month, file, by)));
        months.forget();
        return register.find(month).orElseThrow();
    }

    private void detach(Month month, Path file, String by) {
        requireFree();
        requireEnded(month);
        tables.freeze(month);
        if (register.waits(month)) {
            throw MonthRefused.notNow(
                    "月份 %s 还有未处理完的报文".formatted(month),
                    "the month %s has messages that are not settled".formatted(month));
        }
        register.held(month).ifPresent(reason -> {
            throw MonthRefused.notNow(
                    "月份 %s 不得移出：%s".formatted(month, reason), "the month %s is held: %s".formatted(month, reason));
        });
        requireRoom(month, file);
        var draft = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(draft);
            var checked = written(month, draft);
            tables.takeOut(month);
            register.detached(checked, file.toString(), clock.instant(), by);
            MonthFile.moveInPlace(draft, file);
        } catch (IOException failed) {
            throw MonthRefused.badFile(
                    "文件 %s 写不成：%s".formatted(file, failed.getMessage()),
                    "the file %s cannot be written: %s".formatted(file, failed.getMessage()));
        } finally {
            discard(draft);
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    /** @return the file as it was read back, which is what the database sent */
    private MonthFile.Checked written(Month month, Path draft) throws IOException {
        var head = new MonthManifest(month, clock.instant(), register.dataKeys(month), List.of());
        var parts = MonthTables.NAMES.stream()
                .map(name -> {
                    var columns = tables.columns(name);
                    return new MonthFile.Part(name, columns, out -> tables.copyOut(name, month, columns, out));
                })
                .toList();
        var manifest = MonthFile.write(draft, head, parts);
        var checked = MonthFile.check(draft);
        if (!checked.manifest().equals(manifest)) {
            throw new IOException("读回的内容与写出的不同 (what was read back is not what was written)");
        }
        return checked;
    }

    private void requireFree() {
        if (!tables.lockUpkeep()) {
            throw MonthRefused.notNow(
                    "正在移出、挂接其他月份或重新加密，请稍后再试", "another month is moved or bodies are sealed anew; try again");
        }
    }

    private void requireEnded(Month month) {
        if (!tables.exist(month)) {
            throw MonthRefused.notNow(
                    "数据库中没有月份 %s".formatted(month), "the month %s is not in the database".formatted(month));
        }
        var ended = month.next().value().atDay(1).atStartOfDay(Month.PROVINCE).toInstant();
        if (clock.instant().isBefore(ended.plus(SETTLED))) {
            throw MonthRefused.notNow("月份 %s 尚未结束".formatted(month), "the month %s is not over".formatted(month));
        }
    }

    private void requireRoom(Month month, Path file) {
        try {
            long room = Files.getFileStore(file.getParent()).getUsableSpace();
            long needed = register.size(month);
            if (room < needed) {
                throw MonthRefused.notNow(
                        "%s 只剩 %d 字节，约需 %d 字节".formatted(file.getParent(), room, needed),
                        "%s has %d bytes left, about %d are needed".formatted(file.getParent(), room, needed));
            }
        } catch (IOException failed) {
            throw MonthRefused.badFile(
                    "文件夹 %s 不可用".formatted(file.getParent()),
                    "the folder %s is not usable".formatted(file.getParent()));
        }
    }

    @Override
    public State attach(Path from, String by) {
        var file = below(from);
        var checked = MonthFile.check(file);
        var month = checked.manifest().month();
        locked(() -> transactions.executeWithoutResult(status -> attach(file, checked, by)));
        months.forget();
        return register.find(month).orElseThrow();
    }

    private void attach(Path file, MonthFile.Checked checked, String by) {
        var manifest = checked.manifest();
        var month = manifest.month();
        requireFree();
        var wanted = register.digestElsewhere(month)
                .orElseThrow(() -> MonthRefused.notNow(
                        "登记中月份 %s 并未另存".formatted(month),
                        "by the register the month %s is not kept elsewhere".formatted(month)));
        if (!MessageDigest.isEqual(wanted, checked.digest())) {
            throw MonthRefused.badFile(
                    "文件 %s 不是移出月份 %s 时写出的那个".formatted(file, month),
                    "%s is not the file that was written when %s was detached".formatted(file, month));
        }
        requireKnownColumns(manifest);
        if (tables.exist(month)) {
            throw MonthRefused.notNow(
                    "数据库中已有月份 %s".formatted(month), "the month %s is in the database already".formatted(month));
        }
        tables.make(month);
        try {
            MonthFile.read(file, manifest, (table, rows) -> {
                long taken = tables.copyIn(table.name(), month, table.columns(), rows);
                if (taken != table.rows()) {
                    throw new IOException("%d rows of %s, not %d".formatted(taken, table.name(), table.rows()));
                }
            });
        } catch (IOException failed) {
            throw MonthRefused.badFile(
                    "文件 %s 挂接失败：%s".formatted(file, failed.getMessage()),
                    "the file %s cannot be attached: %s".formatted(file, failed.getMessage()));
        }
        tables.putIn(month);
        register.attached(manifest, file.toString(), clock.instant(), by);
    }

    private void requireKnownColumns(MonthManifest manifest) {
        var named = manifest.tables().stream().map(MonthManifest.Table::name).toList();
        for (var table : manifest.tables()) {
            Set<String> known =
                    named.equals(MonthTables.NAMES) ? new HashSet<>(tables.columns(table.name())) : Set.of();
            if (!known.containsAll(table.columns())) {
                throw MonthRefused.badFile("文件中有本版本不认识的列", "the file has columns this version does not know");
            }
        }
    }

    private static void locked(Runnable work) {
        try {
            work.run();
        } catch (CannotAcquireLockException busy) {
            throw MonthRefused.notNow("该月份正被读写，请稍后再试", "the month is being read or written; try again");
        }
    }

    private Path folder(Path to) {
        var folder = below(to);
        try {
            if (folder.equals(root)) {
                Files.createDirectories(root);
            }
        } catch (IOException failed) {
            throw MonthRefused.badFile("文件夹 %s 建不成".formatted(root), "the folder %s cannot be made".formatted(root));
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw MonthRefused.badFile(
                    "文件夹 %s 不存在或不可写".formatted(folder), "the folder %s is not there or not writable".formatted(folder));
        }
        return folder;
    }

    /** Wherever else the hub may write or read is no business of who moves months. */
    private Path below(Path path) {
        var whole = root.resolve(path).normalize();
        if (!whole.startsWith(root)) {
            throw MonthRefused.badFile(
                    "%s 不在 hub.archive.elsewhere（%s）之下".formatted(whole, root),
                    "%s is not below hub.archive.elsewhere, which is %s".formatted(whole, root));
        }
        return whole;
    }
}
