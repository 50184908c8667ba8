package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.ForeignSchema;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.channel.BlockedWays;
import cn.lvyue.hub.channel.OpenAlarms;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.FindingWords;
import cn.lvyue.hub.record.Pauses;
import cn.lvyue.hub.standard.FindingCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The channel as one hub runs it, on the real stores and a real foreign schema. The clock moves with every look. */
final class TableHub implements AutoCloseable {
    static final String NAME = "front";

    private final String name;
    private final FrontTables tables;
    private final TickingClock clock;

    private TableHub(String name, FrontTables tables, TickingClock clock) {
        this.name = name;
        this.tables = tables;
        this.clock = clock;
    }

    /** What hubs share, and what is left when one dies. @param schema null for a foreign database of another kind */
    record Surroundings(
            ForeignSchema schema,
            KeptMessages messages,
            JudgedRows ledger,
            List<Pauses.Pause> paused,
            OpenAlarms alarms,
            TickingClock clock) {
        Surroundings(ForeignSchema schema, KeptMessages messages) {
            this(schema, messages, new JudgedRows(messages), new ArrayList<>(), new OpenAlarms(), new TickingClock());
        }
    }

    static TableHub start(Surroundings around, Map<String, String> settings, Steps steps) {
        return start(NAME, around, settings, steps);
    }

    /** @param name of the table; another name is another installation, which knows nothing of the first */
    static TableHub start(String name, Surroundings around, Map<String, String> settings, Steps steps) {
        var all = new HashMap<>(
                Map.of("table", "T", "key[0]", "ID", "poll", "1s", "connect-timeout", "1s", "key-check", "0s"));
        if (around.schema() != null) {
            all.putAll(Map.of(
                    "url", around.schema().url(),
                    "username", around.schema().user(),
                    "password", around.schema().password(),
                    "schema", around.schema().name()));
        }
        all.putAll(settings);
        return new TableHub(name, tables(around, bound(name, all), steps), around.clock());
    }

    static TablesSettings bound(String name, Map<String, String> settings) {
        var properties = new HashMap<String, String>();
        settings.forEach((key, value) -> properties.put("hub.tables." + name + "." + key, value));
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("hub", TablesSettings.class);
    }

    private static FrontTables tables(Surroundings around, TablesSettings settings, Steps steps) {
        var database = TestDatabase.dataSource();
        var jdbc = JdbcClient.create(database);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var batches = new KillableBatches(jdbc, transaction, steps);
        var watermarks = new KillableWatermarks(jdbc, batches, transaction, steps);
        var stores = new FrontTables.Stores(batches, watermarks, new StateStore(jdbc), new TableLock(database));
        return new FrontTables(
                settings,
                stores,
                around.messages().reception(steps),
                around.ledger(),
                words(),
                () -> around.paused(),
                new BlockedWays(around.alarms(), around.clock()),
                around.clock());
    }

    private static FindingWords words() {
        var catalog = FindingCatalog.load();
        return (feed, findings) -> findings.stream()
                .map(finding -> words(finding, catalog.explain(finding, (cn.lvyue.hub.standard.Field) null)))
                .toList();
    }

    private static FindingWords.Words words(Finding finding, FindingCatalog.Explained explained) {
        return new FindingWords.Words(
                finding.code(),
                finding.place(),
                explained.messageZh() + "；" + explained.remedyZh(),
                explained.messageEn() + "; " + explained.remedyEn());
    }

    /** Some rounds, each when its time has come. */
    TableHub poll(int rounds) {
        for (int i = 0; i < rounds; i++) {
            clock.pass(Duration.ofSeconds(2));
            tables.poll(name);
        }
        return this;
    }

    FrontTables tables() {
        return tables;
    }

    @Override
    public void close() {
        tables.close();
    }

    /** Stands still until it is moved. */
    static final class TickingClock extends Clock {
        private Instant now = Instant.parse("2023-10-15T22:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
