package cn.lvyue.hub.delivery;

import cn.lvyue.hub.foreign.ForeignDatabase;
import cn.lvyue.hub.record.Target;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/**
 * The profile {@code table}. A package's rows appear in one transaction of the foreign database; what the receiver writes beside
 * them is read as receipts. Rows that were surely there and are gone were taken away, not lost.
 */
final class TableCarrier implements Carrier {
    private static final String DATA_EXCEPTION = "22";
    private static final String NO_ZERO_REPORT = "R130";
    private static final String NOT_STORABLE = "R131";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Target target;
    private final TableSettings settings;
    private final ForeignDatabase database;
    private final PackageRows rows;
    private final Memory memory;

    /** What the hub remembers itself. */
    record Memory(LaidStore store, RowStages stages, LaidReplies replies, Clock clock) {}

    TableCarrier(Target target, TableSettings settings, ForeignDatabase database, PackageRows rows, Memory memory) {
        this.target = target;
        this.settings = settings;
        this.database = database;
        this.rows = rows;
        this.memory = memory;
    }

    @Override
    public Reply send(UUID packageId, byte[] body) {
        var tree = JSON.readTree(body);
        if (tree.path("records").isEmpty() && settings.packages() == null) {
            return memory.replies()
                    .refused(packageId, NO_ZERO_REPORT, "零报须配置 table.packages / a zero report needs table.packages");
        }
        memory.store()
                .lay(
                        packageId,
                        settings.schema() + "." + settings.table(),
                        memory.clock().instant());
        var atCommit = new AtomicBoolean();
        try {
            database.transaction(connection -> {
                rows.insert(connection, packageId, tree, memory.clock().instant());
                atCommit.set(true);
                return true;
            });
            memory.store().seen(packageId, memory.clock().instant());
            return memory.replies().good(packageId, "rows inserted", List.of(), List.of());
        } catch (SQLException failed) {
            return notInserted(packageId, failed, atCommit.get());
        }
    }

    private Reply notInserted(UUID packageId, SQLException failed, boolean atCommit) {
        var why = "table %s: %s".formatted(settings.table(), ForeignDatabase.words(failed));
        if (!atCommit && String.valueOf(failed.getSQLState()).startsWith(DATA_EXCEPTION)) {
            return memory.replies().refused(packageId, NOT_STORABLE, why);
        }
        return atCommit ? new Reply.NoAnswer(why) : new Reply.Unreachable(why);
    }

    @Override
    public Reply ask(UUID packageId) {
        var laid = memory.store().laid(packageId);
        if (laid.isEmpty()) {
            return memory.replies().unknown(packageId, "never inserted");
        }
        try {
            var found = database.transaction(connection -> rows.find(connection, packageId));
            if (found.isThere()) {
                memory.store().seen(packageId, memory.clock().instant());
                return found.isRefusedAsAWhole(settings.words())
                        ? memory.replies().unknown(packageId, "every row was refused")
                        : memory.replies().good(packageId, "rows there", List.of(), stages(packageId, found));
            }
            boolean lost = laid.get().seenAt() == null
                    || laid.get()
                            .at()
                            .plus(settings.lostAfter())
                            .isBefore(memory.clock().instant());
            return lost
                    ? memory.replies().unknown(packageId, "no rows")
                    : memory.replies().good(packageId, "rows taken away", List.of(), List.of());
        } catch (SQLException failed) {
            return new Reply.NoAnswer("table %s: %s".formatted(settings.table(), ForeignDatabase.words(failed)));
        }
    }

    @Override
    public Reply receipts(UUID packageId) {
        try {
            var found = database.transaction(connection -> rows.find(connection, packageId));
            var stages = stages(packageId, found);
            return stages.isEmpty()
                    ? new Reply.NothingYet()
                    : memory.replies().good(packageId, "rows there", List.of(), stages);
        } catch (SQLException failed) {
            return new Reply.NoAnswer("table %s: %s".formatted(settings.table(), ForeignDatabase.words(failed)));
        }
    }

    private List<StageReceipt> stages(UUID packageId, FoundRows found) {
        return memory.stages()
                .of(found, memory.store().records(target, packageId).orElse(0));
    }
}
