import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * 向履约枢纽报送文件、查询结果的参考客户端：单个文件，仅需 JDK 17。
 * Reference client of the hub: one file, nothing but a JDK 17.
 *
 * <pre>
 * export HUB_URL=https://hub.example.gov.cn HUB_KEY=(key id) HUB_SECRET=(secret) HUB_ALGORITHM=HMAC-SM3
 * java HubClient.java post credit-site one.json            报送 / post
 * java HubClient.java post credit-site one.json ?wait=30   报送并等待结果 / post and wait for the outcome
 * java HubClient.java get /api/v1/messages/42/records      查询 / read
 * </pre>
 *
 * 重发时重新运行即可：每次都用新的时间和随机数签名，同日相同正文是同一报文。
 * To repeat, run it again: every run signs a new time and nonce, and the same body on the same day is the same message.
 */
public final class HubClient {
    private final String url;
    private final String keyId;
    private final byte[] secret;
    private final boolean sm3;

    HubClient(String url, String keyId, String secret, String algorithm) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.keyId = keyId;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.sm3 = algorithm.equals("HMAC-SM3");
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 2 || !args[0].equals("get") && (args.length < 3 || !args[0].equals("post"))) {
            System.err.println("HubClient.java post <feed> <file> [?query] | HubClient.java get </path?query>");
            System.exit(2);
        }
        var client = new HubClient(
                setting("HUB_URL", null),
                setting("HUB_KEY", null),
                setting("HUB_SECRET", null),
                setting("HUB_ALGORITHM", "HMAC-SM3"));
        try {
            boolean good = args[0].equals("post")
                    ? client.post(args[1], Path.of(args[2]), args.length > 3 ? args[3] : "")
                    : client.get(args[1]);
            System.exit(good ? 0 : 1);
        } catch (NoSuchFileException missing) {
            System.err.println("读不到文件 / cannot read the file: " + missing.getFile());
        } catch (IOException away) {
            System.err.println("连接不上枢纽 / the hub cannot be reached: " + client.url + " " + away);
        }
        System.exit(1);
    }

    private static String setting(String name, String otherwise) {
        var value = System.getenv().getOrDefault(name, otherwise);
        if (value == null || value.isBlank()) {
            System.err.println("请设置环境变量 / set the environment variable: " + name);
            System.exit(2);
        }
        return value;
    }

    /** @param query as {@code ?wait=30}, or empty */
    boolean post(String feed, Path file, String query) throws Exception {
        var target = "/api/v1/feeds/" + feed + "/messages" + query;
        try (var bytes = Files.newInputStream(file)) {
            return call("POST", target, Sm3.hex(bytes), BodyPublishers.ofFile(file));
        }
    }

    boolean get(String target) throws Exception {
        return call("GET", target, Sm3.hex(InputStream.nullInputStream()), BodyPublishers.noBody());
    }

    private boolean call(String method, String target, String bodyDigest, BodyPublisher body) throws Exception {
        var timestamp = Long.toString(System.currentTimeMillis());
        var nonce = UUID.randomUUID().toString();
        var text = String.join("\n", method, target, timestamp, nonce, bodyDigest);
        var request = HttpRequest.newBuilder(URI.create(url + target))
                .method(method, body)
                .header("Content-Type", "application/octet-stream")
                .header("X-Hub-Key", keyId)
                .header("X-Hub-Timestamp", timestamp)
                .header("X-Hub-Nonce", nonce)
                .header("X-Hub-Signature", sign(text.getBytes(StandardCharsets.UTF_8)))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        System.out.write(answer.body());
        System.out.println();
        return answer.statusCode() / 100 == 2;
    }

    private String sign(byte[] text) throws GeneralSecurityException {
        if (sm3) {
            return HexFormat.of().formatHex(Sm3.hmac(secret, text));
        }
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text));
    }

    /** SM3（GB/T 32905）与 HMAC（RFC 2104）。JDK 不含 SM3；已用 BouncyCastle 者可换成它的 SM3Digest 与 HMac。 */
    static final class Sm3 {
        private static final int BLOCK = 64;

        private final int[] v = {
            0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e
        };
        private final int[] w = new int[68];
        private final byte[] block = new byte[BLOCK];
        private int filled;
        private long length;

        static String hex(InputStream bytes) throws IOException {
            var digest = new Sm3();
            var buffer = new byte[1 << 16];
            for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
                digest.update(buffer, n);
            }
            return HexFormat.of().formatHex(digest.finish());
        }

        static byte[] hmac(byte[] key, byte[] text) {
            var padded = Arrays.copyOf(key.length > BLOCK ? of(key) : key, BLOCK);
            return of(xor(padded, 0x5c), of(xor(padded, 0x36), text));
        }

        private static byte[] of(byte[]... parts) {
            var digest = new Sm3();
            for (var part : parts) {
                digest.update(part, part.length);
            }
            return digest.finish();
        }

        private static byte[] xor(byte[] bytes, int with) {
            var result = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                result[i] = (byte) (bytes[i] ^ with);
            }
            return result;
        }

        void update(byte[] bytes, int n) {
            length += n;
            for (int i = 0; i < n; i++) {
                block[filled++] = bytes[i];
                if (filled == BLOCK) {
                    compress();
                    filled = 0;
                }
            }
        }

        byte[] finish() {
            long bits = length * 8;
            update(new byte[] {(byte) 0x80}, 1);
            update(new byte[BLOCK], (BLOCK + 56 - filled) % BLOCK);
            var last = new byte[8];
            for (int i = 0; i < 8; i++) {
                last[i] = (byte) (bits >>> (56 - 8 * i));
            }
            update(last, 8);
            var result = new byte[32];
            for (int i = 0; i < 32; i++) {
                result[i] = (byte) (v[i / 4] >>> (24 - 8 * (i % 4)));
            }
            return result;
        }

        private void compress() {
            expand();
            int a = v[0], b = v[1], c = v[2], d = v[3], e = v[4], f = v[5], g = v[6], h = v[7];
            for (int j = 0; j < 64; j++) {
                int t = Integer.rotateLeft(j < 16 ? 0x79cc4519 : 0x7a879d8a, j);
                int ss1 = Integer.rotateLeft(Integer.rotateLeft(a, 12) + e + t, 7);
                int ss2 = ss1 ^ Integer.rotateLeft(a, 12);
                int tt1 = (j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + ss2 + (w[j] ^ w[j + 4]);
                int tt2 = (j < 16 ? e ^ f ^ g : (e & f) | (~e & g)) + h + ss1 + w[j];
                d = c;
                c = Integer.rotateLeft(b, 9);
                b = a;
                a = tt1;
                h = g;
                g = Integer.rotateLeft(f, 19);
                f = e;
                e = tt2 ^ Integer.rotateLeft(tt2, 9) ^ Integer.rotateLeft(tt2, 17);
            }
            int[] next = {a, b, c, d, e, f, g, h};
            for (int i = 0; i < 8; i++) {
                v[i] ^= next[i];
            }
        }

        private void expand() {
            for (int j = 0; j < 16; j++) {
                w[j] = (block[4 * j] & 0xff) << 24
                        | (block[4 * j + 1] & 0xff) << 16
                        | (block[4 * j + 2] & 0xff) << 8
                        | block[4 * j + 3] & 0xff;
            }
            for (int j = 16; j < 68; j++) {
                int x = w[j - 16] ^ w[j - 9] ^ Integer.rotateLeft(w[j - 3], 15);
                w[j] = x ^ Integer.rotateLeft(x, 15) ^ Integer.rotateLeft(x, 23)
                        ^ Integer.rotateLeft(w[j - 13], 7) ^ w[j - 6];
            }
        }
    }
}
