package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The stand-in platforms in the test's own process and database, so that they outlive every hub that rehearses with them. */
public final class RehearsedPlatforms implements AutoCloseable {
    private static final String KEY = "rehearsal";
    private static final String SECRET = "a-secret-only-for-rehearsals";
    private static final Map<String, Object> FIELDS = Map.of(
            "hub.sandbox.alone", "true",
            "hub.sandbox.key-id", KEY,
            "hub.sandbox.secret", SECRET,
            "hub.sandbox.source-record-no", "TS_LYBH",
            "hub.sandbox.complaint-no", "TS_BH",
            "hub.sandbox.revision", "CS_BBH",
            "hub.sandbox.data-state", "CS_SJZT",
            "hub.sandbox.confirmed", "TS_RDJG=1,TS_BLZT=80|81|82|90|91|92",
            "hub.sandbox.identification", "TS_BH,TS_LYBH,CS_BBH,CS_SJZT");
    private static final Map<String, Object> STATEMENT =
            Map.of("hub.sandbox.statement.revision", "CS_BBH", "hub.sandbox.statement.amount", "TS_WYJE");

    private final AnnotationConfigApplicationContext context = new QuickContext();

    /** Whose register is empty. @param settings by property name */
    public static RehearsedPlatforms start(Map<String, String> settings) {
        JdbcClient.create(TestDatabase.dataSource())
                .sql("truncate sandbox.package, sandbox.record, sandbox.call restart identity")
                .update();
        return new RehearsedPlatforms(settings);
    }

    private RehearsedPlatforms(Map<String, String> settings) {
        var sources = context.getEnvironment().getPropertySources();
        sources.addFirst(new MapPropertySource("test", new HashMap<>(settings)));
        sources.addLast(new MapPropertySource("fields", FIELDS));
        sources.addLast(new MapPropertySource("statement", STATEMENT));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(TestDatabase.dataSource()));
        context.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(new DataSourceTransactionManager(TestDatabase.dataSource())));
        context.register(SandboxConfiguration.class);
        context.refresh();
    }

    /** What leads a hub to them. */
    public Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        for (var target : Target.values()) {
            var prefix = "hub.targets." + target.id() + ".";
            settings.put(prefix + "url", base(target));
            settings.put(prefix + "key-id", KEY);
            settings.put(prefix + "secret", SECRET);
        }
        return settings;
    }

    public String base(Target target) {
        return context.getBean(SandboxPlatforms.class).base(target).toString();
    }

    /** @param scenario as in a file */
    public void play(String scenario) {
        context.getBean(Scenarios.class).play(scenario);
    }

    public long leaks() {
        return context.getBean(SandboxPlatforms.class).leaks();
    }

    /**
     * One revision as it arrived.
     *
     * @param arrival rises in the order in which packages arrived first
     * @param good whether the platform took it
     * @param lost whether the platform has it no more, as scripted
     * @param packageLost whether it went with its whole package
     * @param told whether the last receipt of its package ever went out
     */
    public record Arrived(
            long arrival,
            String recordNo,
            String complaintNo,
            int revision,
            int dataState,
            boolean good,
            boolean lost,
            boolean packageLost,
            boolean told) {
        /**
         * Lost before the platform told the end of it: the hub hears that its package is not known, and sends it again, under the same
         * package id or another one, unless it is not to go any more.
         */
        public boolean isGone() {
            return packageLost && !told;
        }
    }

    /** Whatever arrived of records whose source number begins so. */
    public List<Arrived> arrived(Target target, String prefix) {
        return JdbcClient.create(TestDatabase.dataSource())
                .sql("""
                        select p.no, r.source_record_no, r.complaint_no, r.version, r.data_state, r.code = '0' as good,
                            r.lost, p.lost_at is not null as package_lost, p.told_at is not null as told
                        from sandbox.record r join sandbox.package p on p.no = r.package_no
                        where p.target = ? and starts_with(r.source_record_no, ?) order by p.no, r.number
                        """)
                .params(target.code(), prefix)
                .query((row, number) -> new Arrived(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getBoolean(6),
                        row.getBoolean(7) || row.getBoolean(8),
                        row.getBoolean(8),
                        row.getBoolean(9)))
                .list();
    }

    @Override
    public void close() {
        context.close();
    }
}
