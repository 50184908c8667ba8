package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.channel.BlockedWays;
import cn.lvyue.hub.channel.TableState;
import cn.lvyue.hub.channel.TableStates;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.FindingWords;
import cn.lvyue.hub.record.Pauses;
import cn.lvyue.hub.record.Reception;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** All configured front-end tables; the bean {@code frontTables} of the routes. */
@Component("frontTables")
@EnableConfigurationProperties(TablesSettings.class)
class FrontTables implements TableStates {
    private final Map<String, TableSource> sources;
    private final Map<String, FrontTable> tables = new TreeMap<>();
    private final FrontTable.Own own;

    /** The stores of this module. */
    @Component
    static class Stores {
        private final BatchStore batches;
        private final WatermarkStore watermarks;
        private final StateStore states;
        private final TableLock lock;

        Stores(BatchStore batches, WatermarkStore watermarks, StateStore states, TableLock lock) {
            this.batches = batches;
            this.watermarks = watermarks;
            this.states = states;
            this.lock = lock;
        }
    }

    /** @throws IllegalStateException if a table's database driver is missing: the hub does not start with half its ways in */
    FrontTables(
            TablesSettings settings,
            Stores stores,
            Reception reception,
            Ledger ledger,
            FindingWords words,
            Pauses pauses,
            BlockedWays ways,
            Clock clock) {
        this.sources = new TreeMap<>(settings.tables());
        this.own = new FrontTable.Own(stores.batches, stores.states, stores.lock, pauses, ways, clock);
        var answers = new WriteBack.Answers(ledger, words, clock);
        sources.forEach((name, source) -> tables.put(name, table(name, source, stores, reception, answers)));
    }

    private FrontTable table(
            String name, TableSource source, Stores stores, Reception reception, WriteBack.Answers answers) {
        var foreign = new ForeignTable(name, source);
        var handover = new Handover(name, source, stores.batches, reception);
        if (source.isReadOnly()) {
            var scanning = new Scanning(name, source, foreign, handover, stores.watermarks, answers.clock());
            return new FrontTable(name, source, foreign, scanning, null, own);
        }
        var claiming = new Claiming(name, source, foreign, handover, stores.batches, answers.clock());
        var writeBack = new WriteBack(name, source, foreign, stores.batches, answers);
        return new FrontTable(name, source, foreign, claiming, writeBack, own);
    }

    /** Does a round at a table whose time has come; nothing if no table of this name is configured. */
    void poll(String name) {
        var table = tables.get(name);
        if (table != null) {
            table.poll();
        }
    }

    @Override
    public List<TableState> states() {
        return sources.entrySet().stream()
                .map(entry -> state(entry.getKey(), entry.getValue()))
                .toList();
    }

    private TableState state(String name, TableSource source) {
        var state = own.states().state(name).orElse(StateStore.State.NONE);
        return new TableState(
                name,
                Handover.feedOf(name, source),
                source.schema() + "." + source.table(),
                state.polledAt(),
                state.failingSince(),
                state.failure(),
                state.openBatches(),
                state.keyless());
    }

    @PreDestroy
    void close() {
        tables.values().forEach(FrontTable::close);
    }
}
