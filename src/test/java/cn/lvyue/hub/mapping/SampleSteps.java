package cn.lvyue.hub.mapping;

import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PersonalSeal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The steps read, map and inspect as the hub wires them, without the rest of it; the clock stands at 2023-10-16 06:00. */
final class SampleSteps implements AutoCloseable {
    private static final Instant NOW = Instant.parse("2023-10-15T22:00:00Z");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Steps.class);

    /** What became of a file: its records as inspected, and what was found about the file as a whole. */
    record Played(List<Inspected> records, List<Finding> findings) {}

    Played play(String feed, Path file) throws IOException {
        var mappings = context.getBean(Mappings.class);
        var name = String.valueOf(file.getFileName());
        var channel = name.startsWith("input.table.") ? Channel.TABLE : Channel.FILE;
        var plan = mappings.readPlan(new FeedId(feed), channel);
        var message = new Message(1, plan.feed(), channel, NOW, name, null, Files.size(file), "0".repeat(64));
        var records = new ArrayList<Inspected>();
        var findings = new ArrayList<Finding>();
        try (var reading = context.getBean(RecordReaders.class).read(message, plan, Files.newInputStream(file), 0)) {
            while (reading.hasNext()) {
                var inspected = context.getBean(Inspection.class)
                        .inspect(mappings.map(reading.next()), mappings.pack(plan.feed()));
                records.addAll(inspected.items());
                if (inspected.end() != null) {
                    findings.addAll(inspected.end().findings());
                }
            }
        }
        return new Played(records, findings);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Not a configuration of its own accord, or a scan of the module would find it. */
    @EnableConfigurationProperties
    @ComponentScan({"cn.lvyue.hub.standard", "cn.lvyue.hub.intake", "cn.lvyue.hub.mapping", "cn.lvyue.hub.quality"})
    static class Steps {
        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneId.of("Asia/Shanghai"));
        }

        @Bean
        PersonalSeal personalSeal() {
            return PersonalSeal.none();
        }
    }
}
