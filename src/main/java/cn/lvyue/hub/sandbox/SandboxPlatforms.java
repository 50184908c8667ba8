package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.TargetAddress;
import cn.lvyue.hub.record.TargetAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Both stand-in platforms, each behind an HTTP server of its own, at {@code /provincial} and {@code /national}. */
public class SandboxPlatforms implements TargetAddresses, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(SandboxPlatforms.class);
    private static final long LOOK_MILLIS = 50;

    private final Map<Target, Listener> listeners = new EnumMap<>(Target.class);
    private final SandboxSettings settings;
    private final SandboxKey key;
    private final SandboxStore store;
    private final Weather weather;
    private final ExecutorService threads;
    private final ScheduledExecutorService looking;
    private final ScheduledExecutorService calling;

    SandboxPlatforms(
            SandboxSettings settings,
            PackageCheck check,
            Weather weather,
            SandboxStore store,
            CallStore calls,
            Register register,
            StatementCalls statements,
            Clock clock)
            throws IOException {
        this.settings = settings;
        this.store = store;
        this.weather = weather;
        this.key = SandboxKey.of(settings);
        threads = Executors.newFixedThreadPool(settings.threads(), SandboxPlatforms::thread);
        calling = Executors.newScheduledThreadPool(2, SandboxPlatforms::thread);
        looking = Executors.newSingleThreadScheduledExecutor(SandboxPlatforms::thread);
        var callBacks = new CallBacks(key, calling, clock);
        for (var target : Target.values()) {
            var platform = new Platform(target, check, store, settings.stageDelay(), clock);
            var door = new Door(platform, weather, register, calls, callBacks, statements, key, clock);
            listeners.put(target, new Listener("/" + target.id(), door::handle, threads, address(target)));
        }
        looking.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private InetSocketAddress address(Target target) throws IOException {
        int port = settings.port() == 0 ? 0 : settings.port() + target.ordinal();
        return new InetSocketAddress(InetAddress.getByName(settings.address()), port);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "sandbox");
        thread.setDaemon(true);
        return thread;
    }

    private void look() {
        for (var target : Target.values()) {
            var listener = listener(target);
            try {
                if (weather.isDown(target)) {
                    listener.shut();
                } else {
                    listener.open();
                }
            } catch (IOException taken) {
                log.warn("the sandbox cannot listen on port {} again: {}", listener.port(), taken.toString());
            }
        }
    }

    private Listener listener(Target target) {
        return Objects.requireNonNull(listeners.get(target));
    }

    @Override
    public Optional<TargetAddress> of(Target target) {
        return Optional.of(new TargetAddress(target, base(target), key.id(), key.bytes()));
    }

    /** The address to which {@code /packages} is appended. */
    public URI base(Target target) {
        return URI.create(
                "http://%s:%d/%s".formatted(settings.address(), listener(target).port(), target.id()));
    }

    /** How many records the national stand-in ever got that are not confirmed breaches: any is a fault of the hub. */
    public long leaks() {
        return store.leaks();
    }

    @Override
    public void destroy() {
        looking.shutdownNow();
        calling.shutdownNow();
        listeners.values().forEach(Listener::shut);
        threads.shutdownNow();
    }
}
