package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.TargetAddress;
import cn.lvyue.hub.record.TargetAddresses;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import tools.jackson.databind.json.JsonMapper;

/** Both stand-in platforms behind one HTTP server on loopback, at {@code /provincial} and {@code /national}. */
public class SandboxPlatforms implements TargetAddresses, DisposableBean {
    private static final String KEY_ID = "sandbox";
    private static final int SECRET_BYTES = 32;
    private static final int LARGEST_BODY = 64 * 1024 * 1024;
    private static final String PACKAGES = "/packages";
    private static final String STATEMENTS = "/statements";

    private final JsonMapper json = JsonMapper.builder().build();
    private final byte[] secret = new byte[SECRET_BYTES];
    private final SandboxStore store;
    private final Behaviour behaviour;
    private final Clock clock;
    private final ExecutorService threads;
    private final HttpServer server;

    SandboxPlatforms(
            SandboxSettings settings,
            PackageCheck check,
            Judgement judgement,
            SandboxStore store,
            StatementCalls statements,
            Clock clock)
            throws IOException {
        this.store = store;
        this.behaviour = judgement.behaviour();
        this.clock = clock;
        new SecureRandom().nextBytes(secret);
        threads = Executors.newFixedThreadPool(settings.threads(), SandboxPlatforms::thread);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
        server.setExecutor(threads);
        for (var target : Target.values()) {
            var platform = new Platform(target, check, store, settings.stageDelay(), clock);
            server.createContext("/" + target.id() + PACKAGES, exchange -> handle(target, platform, exchange));
            server.createContext(
                    "/" + target.id() + STATEMENTS, exchange -> handleStatement(target, statements, exchange));
        }
        server.start();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "sandbox");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Optional<TargetAddress> of(Target target) {
        return Optional.of(new TargetAddress(target, base(target), KEY_ID, secret.clone()));
    }

    /** The address to which {@code /packages} is appended. */
    public URI base(Target target) {
        var address = server.getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort() + "/" + target.id());
    }

    /** How many records the national stand-in ever got that are not confirmed breaches: any is a fault of the hub. */
    public long leaks() {
        return store.leaks();
    }

    @Override
    public void destroy() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(Target target, Platform platform, HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var id =
                    path.substring(exchange.getHttpContext().getPath().length()).replaceFirst("^/", "");
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
            var call = new Call(
                    target,
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    id,
                    body);
            act(call, platform, exchange);
        }
    }

    private void handleStatement(Target target, StatementCalls statements, HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var day = uri.getPath().substring(exchange.getHttpContext().getPath().length()).replaceFirst("^/", "");
            var call =
                    new Call(target, exchange.getRequestMethod(), uri, exchange.getRequestHeaders(), day, new byte[0]);
            if (!call.isSignedWith(KEY_ID, secret, clock.millis())) {
                answer(exchange, Said.refusal(401, "S101", "the signature is not right"));
                return;
            }
            var statement = call.isAsking() ? statements.answer(target, day, uri) : null;
            if (statement == null) {
                answer(exchange, Said.refusal(404, "R404", "there is no such statement"));
            } else {
                answer(exchange, 200, statement);
            }
        }
    }

    /** Leaving without an answer breaks the connection. */
    private void act(Call call, Platform platform, HttpExchange exchange) throws IOException {
        var act = call.isAsking()
                ? behaviour.onAsking(call.target(), call.packageId())
                : behaviour.onPackage(call.target(), call.packageId());
        switch (act) {
            case ANSWER -> answer(exchange, said(call, platform));
            case UNAVAILABLE -> busy(exchange, 503);
            case TOO_MANY -> busy(exchange, 429);
            case DROP_AFTER -> said(call, platform);
            case DROP_BEFORE -> {}
        }
    }

    private Said said(Call call, Platform platform) {
        if (!call.isSignedWith(KEY_ID, secret, clock.millis())) {
            return Said.refusal(401, "S101", "the signature is not right");
        }
        if (call.isPost()) {
            return platform.take(call.body());
        }
        return call.isAsking()
                ? platform.tell(call.packageId())
                : Said.refusal(405, "T105", "post a package or ask for one");
    }

    private void busy(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", "1");
        answer(exchange, Said.refusal(status, "T429", "come back later"));
    }

    private void answer(HttpExchange exchange, Said said) throws IOException {
        answer(exchange, said.status(), said.body());
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
