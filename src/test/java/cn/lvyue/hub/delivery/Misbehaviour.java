package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the platforms are told to do next; when nothing is left they behave. */
class Misbehaviour implements Behaviour {
    private final Queue<Act> posts = new ConcurrentLinkedQueue<>();
    private final Queue<Act> asks = new ConcurrentLinkedQueue<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();

    void nextPosts(int times, Act act) {
        for (int i = 0; i < times; i++) {
            posts.add(act);
        }
    }

    void nextAsks(int times, Act act) {
        for (int i = 0; i < times; i++) {
            asks.add(act);
        }
    }

    /** From now on they behave, whatever they were told before. */
    void behave() {
        posts.clear();
        asks.clear();
    }

    void refuse(String sourceRecordNo, String why) {
        refusals.put(sourceRecordNo, why);
    }

    /** From now on it is taken like any other. */
    void allow(String sourceRecordNo) {
        refusals.remove(sourceRecordNo);
    }

    int posted() {
        return posted.get();
    }

    int asked() {
        return asked.get();
    }

    @Override
    public Act onPackage(Target target, String packageId) {
        posted.incrementAndGet();
        var act = posts.poll();
        return act == null ? Act.ANSWER : act;
    }

    @Override
    public Act onAsking(Target target, String packageId) {
        asked.incrementAndGet();
        var act = asks.poll();
        return act == null ? Act.ANSWER : act;
    }

    @Override
    public Optional<String> refusalOf(Target target, String sourceRecordNo) {
        return Optional.ofNullable(refusals.get(sourceRecordNo));
    }
}
