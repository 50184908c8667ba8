package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.sandbox.Behaviour.Act;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Takes the calls of one platform and answers them, as well as the weather allows. */
class Door {
    private static final Set<Act> SHUT =
            EnumSet.of(Act.UNAVAILABLE, Act.TOO_MANY, Act.ERROR_BEFORE, Act.DROP_BEFORE, Act.HTML_BEFORE);
    private static final Set<Act> SPOILT =
            EnumSet.of(Act.DROP_AFTER, Act.ERROR_AFTER, Act.HTML_AFTER, Act.CUT_OFF, Act.BREAK_OFF);
    private static final String PAGE =
            "<!DOCTYPE html><html><head><title>系统维护</title></head><body>系统维护中，请稍后再试</body></html>";
    private static final int DRIPS = 10;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Platform platform;
    private final Weather weather;
    private final Register register;
    private final CallStore calls;
    private final CallBacks callBacks;
    private final StatementCalls statements;
    private final SandboxKey key;
    private final Clock clock;

    Door(
            Platform platform,
            Weather weather,
            Register register,
            CallStore calls,
            CallBacks callBacks,
            StatementCalls statements,
            SandboxKey key,
            Clock clock) {
        this.platform = platform;
        this.weather = weather;
        this.register = register;
        this.calls = calls;
        this.callBacks = callBacks;
        this.statements = statements;
        this.key = key;
        this.clock = clock;
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = Call.read(platform.target(), exchange);
            if (call.path().startsWith("register/")) {
                show(call, exchange);
            } else {
                serve(call, weather.deeds(call), exchange);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Call call, List<Deed> deeds, HttpExchange exchange) throws IOException, InterruptedException {
        int status = 0;
        try {
            pause(Deed.in(deeds, Act.SLOW).map(Deed::delay).orElse(Duration.ZERO));
            var shut = deeds.stream().filter(deed -> SHUT.contains(deed.act())).findFirst();
            if (shut.isPresent()) {
                status = turnAway(shut.get(), exchange);
                return;
            }
            var said = said(call, deeds);
            var spoilt =
                    deeds.stream().filter(deed -> SPOILT.contains(deed.act())).findFirst();
            if (spoilt.isPresent()) {
                status = spoil(spoilt.get(), said, exchange);
            } else {
                status = answer(said, deeds, exchange);
            }
            followUp(call, deeds, said, spoilt.isEmpty());
        } finally {
            calls.add(call, deeds, status, clock.instant());
        }
    }

    private void followUp(Call call, List<Deed> deeds, Said said, boolean answered) {
        if (answered && call.occasion() == Occasion.ASK) {
            platform.told(call.packageId(), said);
        }
        if (call.occasion() == Occasion.POST && said.isGood()) {
            callBacks.bring(deeds, platform, call.packageId());
        }
    }

    private Said said(Call call, List<Deed> deeds) {
        var by = Deed.in(deeds, Act.CLOCK_WRONG).map(Deed::by).orElse(Duration.ZERO);
        var refusal = call.refusal(key, clock.millis() + by.toMillis());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (call.occasion()) {
            case POST -> platform.take(call.body(), deeds);
            case ASK -> platform.tell(call.packageId(), deeds);
            case STATEMENT -> statements.answer(call, deeds);
            case OTHER -> Said.refusal(405, "T105", "post a package or ask for one");
        };
    }

    /** Nothing is kept. Leaving without an answer breaks the connection. @return the status told */
    private int turnAway(Deed deed, HttpExchange exchange) throws IOException {
        if (deed.act() == Act.DROP_BEFORE) {
            return 0;
        }
        if (deed.act() == Act.HTML_BEFORE) {
            return write(exchange, 200, "text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
        }
        if (deed.act() != Act.ERROR_BEFORE) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(deed.retryAfter()));
        }
        var said = Said.refusal(deed.status(), "T429", "come back later");
        return write(exchange, deed.status(), "application/json", bytes(said));
    }

    /** What was asked for was done; the answer does not show it. @return the status told */
    private int spoil(Deed deed, Said said, HttpExchange exchange) throws IOException {
        byte[] whole = bytes(said);
        return switch (deed.act()) {
            case HTML_AFTER -> write(exchange, 200, "text/html; charset=utf-8", PAGE.getBytes(StandardCharsets.UTF_8));
            case ERROR_AFTER -> write(exchange, deed.status(), "text/plain", "error".getBytes(StandardCharsets.UTF_8));
            case CUT_OFF -> write(exchange, said.status(), "application/json", half(whole));
            case BREAK_OFF -> {
                exchange.sendResponseHeaders(said.status(), whole.length);
                exchange.getResponseBody().write(half(whole));
                exchange.getResponseBody().flush();
                yield said.status();
            }
            default -> 0;
        };
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private int answer(Said said, List<Deed> deeds, HttpExchange exchange) throws IOException, InterruptedException {
        var type = Deed.has(deeds, Act.WRONG_TYPE) ? "text/plain" : "application/json";
        var drips = Deed.in(deeds, Act.TRICKLE);
        if (drips.isEmpty()) {
            return write(exchange, said.status(), type, bytes(said));
        }
        byte[] whole = bytes(said);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(said.status(), whole.length);
        int size = whole.length / DRIPS + 1;
        for (int from = 0; from < whole.length; from += size) {
            exchange.getResponseBody().write(whole, from, Math.min(size, whole.length - from));
            exchange.getResponseBody().flush();
            pause(drips.get().delay().dividedBy(DRIPS));
        }
        return said.status();
    }

    private static int write(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        return status;
    }

    private byte[] bytes(Said said) {
        return json.writeValueAsBytes(said.statement() == null ? said.body() : said.statement());
    }

    private static void pause(Duration time) throws InterruptedException {
        if (!time.isZero()) {
            Thread.sleep(time.toMillis());
        }
    }

    private void show(Call call, HttpExchange exchange) throws IOException {
        if (!call.bears(key) && call.refusal(key, clock.millis()).isPresent()) {
            write(exchange, 401, "application/json", bytes(Said.refusal(401, "S101", "sign, or bear the secret")));
            return;
        }
        var list = call.path().substring("register/".length());
        var page = register.page(call.target(), list, after(call));
        byte[] body = page.map(json::writeValueAsBytes)
                .orElseGet(() -> bytes(Said.refusal(404, "T112", "there are packages, records, leaks and calls")));
        write(exchange, page.isPresent() ? 200 : 404, "application/json", body);
    }

    private static long after(Call call) {
        var query = String.valueOf(call.uri().getRawQuery());
        return query.matches("after=[0-9]{1,18}") ? Long.parseLong(query.substring("after=".length())) : 0;
    }
}
