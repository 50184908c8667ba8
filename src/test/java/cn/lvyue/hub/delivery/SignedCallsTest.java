package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.signing.BodyEncryption;
import cn.lvyue.hub.signing.CipherMode;
import cn.lvyue.hub.signing.Keys;
import cn.lvyue.hub.signing.Sm3;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a platform sees of calls over HTTP, signed and encrypted as the settings say, and answers in shapes of its own. */
class SignedCallsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SM2 = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";

    private final List<Seen> seen = new ArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private DeliveryHub hub;

    private record Seen(String method, String uri, Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        if (hub != null) {
            hub.close();
        }
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes()));
            var said =
                    answers.getOrDefault(exchange.getRequestURI().getPath(), "{\"code\":\"0\",\"receiptNo\":\"R-1\"}");
            int status = said.startsWith("401") ? 401 : 200;
            var bytes = said.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void sm2SignsWhatTravelsAndTheKeyIsNamed() throws Exception {
        push(
                "hub.keys.ids.K-2026.kind=sm2",
                "hub.keys.ids.K-2026.value=" + SM2,
                target("signer=sm2"),
                target("signing-keys=K-2026"));
        var call = seen.get(0);
        var text = String.join(
                "\n",
                "POST",
                "/packages",
                call.header("X-Hub-Timestamp"),
                call.header("X-Hub-Nonce"),
                Sm3.hex(call.body()));
        assertThat(call.header("X-Hub-Key")).isEqualTo("K-2026");
        assertThat(call.header("X-Hub-Signature-Algorithm")).isEqualTo("SM2-SM3");
        assertThat(hub.bean(Keys.class)
                        .verify(
                                List.of("K-2026"),
                                text.getBytes(UTF_8),
                                Base64.getDecoder().decode(call.header("X-Hub-Signature"))))
                .isTrue();
    }

    @Test
    void anEncryptedBodyIsReadWithTheKeyAndItsAnswerMayBeEncryptedToo() throws Exception {
        hub = DeliveryHub.fresh(settings(
                "hub.keys.ids.E-1.kind=sm4",
                "hub.keys.ids.E-1.value=0123456789abcdeffedcba9876543210",
                target("encryption=sm4-gcm"),
                target("encryption-keys=E-1")));
        var bodies = new BodyEncryption(hub.bean(Keys.class), CipherMode.SM4_GCM, List.of("E-1"));
        answers.put(
                "/packages",
                new String(bodies.encrypt("{\"code\":\"0\",\"receiptNo\":\"R-7\"}".getBytes(UTF_8)), UTF_8));
        var batch = sealedAndPushed();
        assertThat(new String(seen.get(0).body(), UTF_8)).contains("SM4-GCM").doesNotContain("GD-1");
        assertThat(JSON.readTree(bodies.decrypt(seen.get(0).body()))
                        .path("records")
                        .get(0)
                        .path("X_SOURCE")
                        .asString())
                .isEqualTo("GD-1");
        assertThat(state(batch)).isEqualTo(BatchState.SENT);
    }

    @Test
    void gatewayAFetchesItsSecretFirstAndAnewWhenItIsShutOut() {
        answers.put("/refresh", "{\"code\":\"-1\"}");
        var batch = push(
                target("signer=gateway-a"),
                target("key-id=r_1"),
                target("secret=appkey"),
                target("gateway.sid=s_1"),
                target("gateway.refresh-url=" + base() + "/refresh"));
        assertThat(seen).extracting(Seen::uri).containsExactly("/refresh");
        assertThat(packageState(batch)).as("nothing was sent").isEqualTo(PackageState.SEALED);
        answers.put(
                "/refresh",
                "{\"code\":\"0\",\"data\":{\"secret\":\"%s\",\"secretEndTime\":4102444800000}}".formatted(LENT));
        answers.put("/packages", "401");
        hub.runUntil(PROVINCIAL, () -> seen.size() >= 4);
        assertThat(seen).extracting(Seen::uri).startsWith("/refresh", "/refresh", "/packages", "/refresh");
        answers.remove("/packages");
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.SENT);
        var last = seen.stream().filter(one -> one.uri().equals("/packages")).reduce((one, other) -> other);
        assertThat(last.orElseThrow().header("gjgxjhpt_sid")).isEqualTo("s_1");
        assertThat(last.orElseThrow().header("gjgxjhpt_sign")).isNotEmpty();
    }

    /** {@code lentsecret}, encrypted under the key drawn from {@code appkey}. */
    private static final String LENT = lent();

    private static String lent() {
        try {
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed("appkey".getBytes(UTF_8));
            var generator = KeyGenerator.getInstance("AES");
            generator.init(128, random);
            var cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, generator.generateKey());
            return Base64.getEncoder().encodeToString(cipher.doFinal("lentsecret".getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void xTifAndOtherPathsAndShapesOfAnswer() {
        answers.put("/report", "{\"code\":\"00\",\"msg\":\"成功\",\"datas\":{\"no\":\"N-5\"}}");
        answers.put("/report/state", """
                {"code":"00","datas":{"stages":[{"stage":"R1","code":"00"},
                {"stage":"R4","code":"00","records":[{"sourceRecordNo":"GD-1","code":"00","platformId":"Z-1"}]}]}}""");
        var batch = push(
                target("signer=x-tif"),
                target("key-id=paas"),
                target("secret=token"),
                target("send-path=/report"),
                target("ask-path=/report/state?id={packageId}"),
                target("codes.good=0,00"),
                target("answer.message=/msg"),
                target("answer.receipt-no=/datas/no"),
                target("answer.receipts=/datas/stages"));
        assertThat(seen.get(0).header("x-tif-paasid")).isEqualTo("paas");
        hub.runUntil(PROVINCIAL, () -> state(batch) == BatchState.RECEIPTED);
        assertThat(hub.deliveries().of(ListedOutbox.id(1)).get(0).platformId()).isEqualTo("Z-1");
    }

    @Test
    void aCodeForADuplicateIsASuccessOnlyIfThePackageIsKnown() {
        answers.put("/packages", "{\"code\":\"E-DUP\"}");
        var batch = push(target("codes.duplicate=E-DUP"), target("codes.unknown=E-NONE"), target("ask-path=/known"));
        assertThat(state(batch)).isEqualTo(BatchState.SENT);
        answers.put("/known", "{\"code\":\"E-NONE\"}");
        hub.outbox.addNew(PROVINCIAL, 2, 2);
        var second =
                hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4)).batchId();
        hub.push(PROVINCIAL);
        assertThat(packageState(second)).isEqualTo(PackageState.UNKNOWN);
    }

    private long push(String... settings) {
        hub = DeliveryHub.fresh(settings(settings));
        return sealedAndPushed();
    }

    private long sealedAndPushed() {
        hub.outbox.addNew(PROVINCIAL, 1, 1);
        var batch =
                hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4)).batchId();
        hub.push(PROVINCIAL);
        return batch;
    }

    private String[] settings(String... more) {
        return Stream.concat(Stream.of(target("url=" + base())), Stream.of(more))
                .toArray(String[]::new);
    }

    private static String target(String setting) {
        return "hub.targets.provincial." + setting;
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private BatchState state(long batch) {
        return hub.deliveries().batch(batch).orElseThrow().state();
    }

    private PackageState packageState(long batch) {
        return hub.deliveries().batch(batch).orElseThrow().packages().get(0).state();
    }
}
