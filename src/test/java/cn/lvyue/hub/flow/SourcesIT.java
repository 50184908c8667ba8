package cn.lvyue.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.api.command.CommandRun;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.tools.ToolProvider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sources call a real hub: with the reference clients, and with what they recorded before it was restarted. */
class SourcesIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = Path.of("target", "sources-it");
    private static final Path CLIENTS = Path.of("src/docs/clients").toAbsolutePath();
    private static final Path SAMPLE = Path.of("samples/credit-site/01-single-post/input.json");
    private static final String MESSAGES = "/api/v1/feeds/credit-site/messages";
    private static final Map<String, String> SETTINGS = Map.of("hub.trial.play-samples", "false");

    private static HubProcess hub;

    private record Run(int code, String out) {
        JsonNode json() {
            return JSON.readTree(out);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        hub = HubProcess.start(FOLDER.resolve("home"), SETTINGS);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Posts as the documentation says, from its source; what follows need not be compiled anew each time. */
    @Test
    void theJavaClientPostsAndReadsWithEitherAlgorithm() throws Exception {
        var java = List.of(HubProcess.JAVA, "-XX:TieredStopAtLevel=1");
        var source = CLIENTS.resolve("HubClient.java").toString();
        var compiled = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", FOLDER.toString(), source);
        assertThat(compiled).isZero();
        postsAndReads(with(java, source), with(java, "-cp", FOLDER.toString(), "HubClient"));
    }

    @Test
    void theShellClientPostsAndReadsWithEitherAlgorithm() throws Exception {
        for (var tool : List.of("bash", "curl", "openssl")) {
            Assumptions.assumeTrue(isThere(tool), tool + " is not installed");
        }
        var client = List.of("bash", CLIENTS.resolve("hub.sh").toString());
        postsAndReads(client, client);
    }

    @Test
    void aRequestRecordedBeforeARestartIsRefusedAfterIt() throws Exception {
        var key = program("key", "add", "credit-site", "--json").json();
        var recorded = signedPost(key, "{\"recorded\":1}");
        assertThat(send(recorded).statusCode()).isEqualTo(202);

        hub.kill();
        hub = HubProcess.start(FOLDER.resolve("home"), SETTINGS);
        var replayed = send(HttpRequest.newBuilder(hub.address().resolve(MESSAGES))
                .POST(recorded.bodyPublisher().orElseThrow())
                .headers(headers(recorded))
                .build());

        assertThat(replayed.statusCode()).isEqualTo(401);
        assertThat(replayed.body()).contains("\"code\":\"S103\"");
        assertThat(send(signedPost(key, "{\"recorded\":1}")).statusCode())
                .as("the key outlives the restart")
                .isEqualTo(202);
    }

    @Test
    void theCommandsIssueListRotateAndRevoke() throws Exception {
        var added = command("key", "add", "hotline-12345", "--algorithm", "HMAC-SHA256");
        assertThat(added.code()).isZero();
        var keyId = found(added.out(), "key id +(\\S+)");
        assertThat(found(added.out(), "密钥 secret +(\\S+)")).hasSize(43);

        assertThat(command("key", "list", "hotline-12345").out()).contains(keyId, "HMAC-SHA256", "ACTIVE");
        var successor = found(
                command("key", "rotate", "hotline-12345", keyId, "--overlap", "1h")
                        .out(),
                "key id +(\\S+)");
        assertThat(command("key", "revoke", "hotline-12345", keyId).out()).contains("已于", "revoked since");

        var states = command("key", "list", "hotline-12345", "--json").json();
        assertThat(states.findValuesAsString("keyId")).containsExactly(keyId, successor);
        assertThat(states.findValuesAsString("state")).containsExactly("REVOKED", "ACTIVE");
        assertThat(command("key", "rotate", "hotline-12345", keyId).code()).isEqualTo(1);
    }

    /** A refusal is the sender's to read; a stack trace for each would let anybody fill the log. */
    @Test
    void refusalsLeaveNoTraceInTheLogAndNoSecretEither() throws Exception {
        var key = command("key", "add", "credit-site", "--json").json();
        var secret = key.path("secret").asString();
        send(signedPost(key, "fine"));
        var forged = signedPost(key, "fine");
        assertThat(send(HttpRequest.newBuilder(forged.uri())
                                .POST(BodyPublishers.ofString("forged"))
                                .headers(headers(forged))
                                .build())
                        .statusCode())
                .isEqualTo(401);

        assertThat(Files.readString(hub.log())).doesNotContain(secret).doesNotContain("Refused", "Exhausted");
    }

    private static List<String> with(List<String> program, String... options) {
        return Stream.concat(program.stream(), Stream.of(options)).toList();
    }

    /** @param posting the client, as it is started for the first post; {@code client} for all else */
    private static void postsAndReads(List<String> posting, List<String> client) throws Exception {
        for (var algorithm : List.of("HMAC-SM3", "HMAC-SHA256")) {
            var key = hub.client().postEmpty("/feeds/credit-site/keys?algorithm=" + algorithm, 201);
            var posted = run(
                    posting, key, "post", "credit-site", SAMPLE.toAbsolutePath().toString(), "?wait=30");
            assertThat(posted.code()).as(posted.out()).isZero();
            assertThat(posted.json().path("status").asString()).isEqualTo("DONE");

            var id = posted.json().path("messageId").asString();
            var again = run(
                    client, key, "post", "credit-site", SAMPLE.toAbsolutePath().toString());
            assertThat(again.json().path("messageId").asString())
                    .as("the same message")
                    .isEqualTo(id);
            var records = run(client, key, "get", "/api/v1/messages/" + id + "/records?limit=10&after=0");
            assertThat(records.json().path("items")).hasSize(1);

            var refused = run(
                    client,
                    key,
                    "post",
                    "hotline-12345",
                    SAMPLE.toAbsolutePath().toString());
            assertThat(refused.code()).isNotZero();
            assertThat(refused.json().path("code").asString()).isEqualTo("S105");
        }
    }

    private static Run run(List<String> client, JsonNode key, String... args) throws Exception {
        return run(
                client,
                Map.of(
                        "HUB_URL", hub.address().toString(),
                        "HUB_KEY", key.path("keyId").asString(),
                        "HUB_SECRET", key.path("secret").asString(),
                        "HUB_ALGORITHM", key.path("algorithm").asString()),
                args);
    }

    /** In a process of its own, as an operator runs it. */
    private static Run program(String... args) throws Exception {
        var program = new ArrayList<>(List.of(HubProcess.JAVA));
        program.addAll(HubProcess.options());
        program.add("cn.lvyue.hub.LvyueHub");
        var whole = new ArrayList<>(List.of(args));
        whole.addAll(List.of("--url", hub.address().toString()));
        return run(program, Map.of("HUB_ADMIN_TOKEN", HubProcess.TOKEN), whole.toArray(String[]::new));
    }

    /** The same words in this process, for a Java of its own each time is most of what a command takes. */
    private static Run command(String... args) {
        var whole = Stream.concat(
                Stream.of(args), Stream.of("--url", hub.address().toString(), "--token", HubProcess.TOKEN));
        var run = CommandRun.of(whole.toArray(String[]::new));
        return new Run(run.code(), run.out());
    }

    private static Run run(List<String> program, Map<String, String> environment, String... args) throws Exception {
        var command = new ArrayList<>(program);
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command)
                .redirectError(FOLDER.resolve("errors.log").toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out);
    }

    private static boolean isThere(String tool) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + tool).start().waitFor() == 0;
    }

    private static String found(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private static HttpRequest signedPost(JsonNode key, String body) throws Exception {
        var provider = new BouncyCastleProvider();
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var timestamp = Long.toString(Clock.systemUTC().millis());
        var nonce = "recorded-" + System.nanoTime();
        var digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SM3", provider).digest(bytes));
        var mac = Mac.getInstance("HmacSM3", provider);
        mac.init(new SecretKeySpec(key.path("secret").asString().getBytes(StandardCharsets.UTF_8), "HmacSM3"));
        var text = String.join("\n", "POST", MESSAGES, timestamp, nonce, digest);
        return HttpRequest.newBuilder(hub.address().resolve(MESSAGES))
                .POST(BodyPublishers.ofByteArray(bytes))
                .header("X-Hub-Key", key.path("keyId").asString())
                .header("X-Hub-Timestamp", timestamp)
                .header("X-Hub-Nonce", nonce)
                .header("X-Hub-Signature", HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    private static String[] headers(HttpRequest request) {
        var headers = new ArrayList<String>();
        request.headers().map().forEach((name, values) -> headers.addAll(List.of(name, values.get(0))));
        return headers.toArray(String[]::new);
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
