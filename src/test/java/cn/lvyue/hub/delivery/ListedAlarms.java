package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Alarms;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is wrong now, in memory. */
class ListedAlarms implements Alarms {
    private final Map<String, Alarm> open = new ConcurrentHashMap<>();

    @Override
    public void raise(Alarm alarm) {
        open.putIfAbsent(alarm.code() + " " + alarm.subject(), alarm);
    }

    @Override
    public void clear(String code, String subject) {
        open.remove(code + " " + subject);
    }

    List<String> open() {
        return open.keySet().stream().sorted().toList();
    }
}
