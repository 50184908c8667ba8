package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.LeftBehind;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadPlan;
import java.io.InputStream;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Reads any format a feed may come in; see {@link Formats}. */
@Component("intake")
@EnableConfigurationProperties(IntakeSettings.class)
final class Intake implements RecordReaders, SmartInitializingSingleton {
    private final IntakeSettings settings;
    private final Clock clock;

    Intake(IntakeSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Contents that lay unpacked when the hub was killed: their messages are read anew. */
    @Override
    public void afterSingletonsInstantiated() {
        var folder = settings.temporary();
        if (folder != null) {
            LeftBehind.remove(folder, TemporaryFile.PREFIX);
        }
    }

    @Override
    public Reading read(Message message, ReadPlan plan, InputStream bytes, int skipRows) {
        return new MessageReading(message, new ReadTask(plan, settings, clock), bytes, skipRows);
    }
}
