package cn.lvyue.hub.personal;

import cn.lvyue.hub.signing.Sm3;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The keys over numbers. They lie sealed in the database and stay when data keys change. */
@Component
class NumberKeys {
    private static final int BYTES = 32;
    private static final int DIGITS = 16;
    private static final int HEX = 16;

    private final SecretStore secrets;
    private final Map<Integer, byte[]> opened = new ConcurrentHashMap<>();

    NumberKeys(SecretStore secrets) {
        this.secrets = secrets;
    }

    /** The first eight bytes of HMAC-SM3. @param number as {@link NumberText} writes it */
    long digest(int key, String number) {
        var secret = opened.computeIfAbsent(key, missing -> secrets.secret(name(missing), BYTES));
        var hex = Sm3.hmac(secret, number.getBytes(StandardCharsets.US_ASCII));
        return Long.parseUnsignedLong(hex.substring(0, DIGITS), HEX);
    }

    void destroyBefore(int key) {
        for (int earlier = key - 1; earlier > 0; earlier--) {
            opened.remove(earlier);
            secrets.destroy(name(earlier));
        }
    }

    private static String name(int key) {
        return "number " + key;
    }
}
