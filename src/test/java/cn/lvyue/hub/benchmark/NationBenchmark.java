package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.flow.HubProcess;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * Measures how long a confirmed breach takes from the answer to its source, which says that it is kept, until it is at the national
 * platform, with complaints posted one by one at a steady pace. A run in which one does not arrive once has no figures.
 */
final class NationBenchmark implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("\"TS_LYBH\":\"([^\"]+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\":\"[A-Z_]+\"");
    private static final Pattern DETERMINATION = Pattern.compile("\"determination\":(null|\\{[^}]*\\})");
    private static final String CONFIRMED = "\"status\":\"DEFAULT_CONFIRMED\"";
    private static final String DETERMINED =
            "\"determination\":{\"org\":\"黑龙江省营商环境建设监督局\",\"result\":\"属实\",\"date\":\"2023-10-12\"}";
    private static final long LONG = TimeUnit.MINUTES.toNanos(5);

    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final HttpServer platform;
    private final AtomicInteger twice = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    private NationBenchmark() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.setExecutor(threads);
        platform.createContext("/packages", this::take);
        platform.start();
    }

    /** {@code nation [--records 600] [--a-second 10] [--heap 512m] [--home target/bench]}. */
    static void run(Options options) throws Exception {
        var home = Path.of(options.text("home", "target/bench")).resolve("nation");
        int records = (int) options.number("records", 600);
        long pace = options.number("a-second", 10);
        FileSystemUtils.deleteRecursively(home);
        Files.createDirectories(home);
        System.out.printf("%,d confirmed breaches, %d a second, load %s%n", records, pace, ProcessFigures.load());
        try (var benchmark = new NationBenchmark();
                var hub = HubProcess.start(home.resolve("hub"), benchmark.settings(options.text("heap", "512m")))) {
            report(benchmark.seconds(hub, records, pace));
        }
    }

    private Map<String, String> settings(String heap) {
        var settings = new HashMap<String, String>();
        settings.put("heap", heap);
        settings.put("hub.trial.play-samples", "false");
        settings.put(
                "hub.targets.national.url",
                "http://127.0.0.1:" + platform.getAddress().getPort());
        settings.put("hub.targets.national.key-id", "bench");
        settings.put("hub.targets.national.secret", "a-secret-of-the-benchmark");
        return settings;
    }

    private static void report(double[] seconds) {
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "  => from confirmation to the nation, s: p50 %.2f, p95 %.2f, p99 %.2f, most %.2f  aim p95 below 5%n",
                at(seconds, 0.5),
                at(seconds, 0.95),
                at(seconds, 0.99),
                at(seconds, 1));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private double[] seconds(HubProcess hub, int records, long pace) throws IOException {
        var told = new long[records];
        long begun = System.nanoTime();
        for (int i = 0; i < records; i++) {
            long due = begun + TimeUnit.SECONDS.toNanos(i) / pace;
            LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
            hub.client().post(PostBody.FEED, body(i).getBytes(StandardCharsets.UTF_8));
            told[i] = System.nanoTime();
        }
        var seconds = new double[records];
        for (int i = 0; i < records; i++) {
            seconds[i] = (arrival(number(i)) - told[i]) / 1e9;
        }
        if (twice.get() > 0) {
            throw new IllegalStateException(twice + " arrived twice");
        }
        return seconds;
    }

    private long arrival(String number) throws IOException {
        long deadline = System.nanoTime() + LONG;
        while (!arrived.containsKey(number)) {
            if (System.nanoTime() > deadline) {
                throw new IOException(number + " did not arrive");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return arrived.get(number);
    }

    private static String number(int i) {
        return "XY-NATION-" + i;
    }

    private static String body(int i) {
        var body = STATUS.matcher(PostBody.of(i)).replaceFirst(CONFIRMED);
        body = DETERMINATION.matcher(body).replaceFirst(DETERMINED);
        return body.replaceFirst("\"complaint_no\":\"[^\"]*\"", "\"complaint_no\":\"" + number(i) + "\"");
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            long now = System.nanoTime();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var found = NUMBER.matcher(body);
            while (found.find()) {
                if (arrived.putIfAbsent(found.group(1), now) != null) {
                    twice.incrementAndGet();
                }
            }
            var answer = exchange.getRequestMethod().equals("POST")
                    ? "{\"code\":\"0\",\"receiptNo\":\"1\"}"
                    : "{\"code\":\"0\",\"receipts\":[{\"stage\":\"R5\",\"code\":\"0\"}]}";
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        platform.stop(0);
        threads.shutdown();
    }
}
