package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadPlan;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Reads any format a feed may come in; see {@link Formats}. */
@Component("intake")
@EnableConfigurationProperties(IntakeSettings.class)
final class Intake implements RecordReaders {
    private final IntakeSettings settings;
    private final Clock clock;

    Intake(IntakeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Reading read(Message message, ReadPlan plan, InputStream bytes, int skipRows) {
        return new MessageReading(message, new ReadTask(plan, settings, clock), bytes, skipRows);
    }
}
