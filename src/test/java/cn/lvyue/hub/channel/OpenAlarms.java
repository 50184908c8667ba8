package cn.lvyue.hub.channel;

import cn.lvyue.hub.record.Alarms;
import java.util.Map;
import java.util.TreeMap;

/** The alarms that are open, by code and subject. */
public final class OpenAlarms implements Alarms {
    public final Map<String, Alarm> open = new TreeMap<>();

    @Override
    public void raise(Alarm alarm) {
        open.put(alarm.code() + " " + alarm.subject(), alarm);
    }

    @Override
    public void clear(String code, String subject) {
        open.remove(code + " " + subject);
    }
}
