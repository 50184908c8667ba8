package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Answer;
import cn.lvyue.hub.record.Outgoing;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The archive as the delivery routes use it, in memory. */
class KeptBytes {
    private final Map<String, Long> ids = new ConcurrentHashMap<>();
    private final Map<UUID, byte[]> sent = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    long keepSent(Outgoing outgoing) {
        sent.putIfAbsent(outgoing.packageId(), outgoing.body());
        return id("sent " + outgoing.onceKey());
    }

    byte[] keptSent(Outgoing outgoing) {
        keepSent(outgoing);
        return sent(outgoing.packageId());
    }

    byte[] sent(UUID packageId) {
        return sent.get(packageId);
    }

    long keepReceived(Answer answer) {
        return id("received " + answer.target() + answer.onceKey());
    }

    int kept() {
        return ids.size();
    }

    private long id(String key) {
        return ids.computeIfAbsent(key, one -> last.incrementAndGet());
    }
}
