package cn.lvyue.hub.signing;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encrypts bodies as JSON {@code {"encryption":"SM4-GCM","keyId":…,"iv":…,"data":…}}, the last two in Base64, and decrypts bodies
 * of that form.
 */
public final class BodyEncryption {
    private final JsonMapper json = JsonMapper.builder().build();
    private final Keys keys;
    private final CipherMode mode;
    private final List<String> keyIds;

    /** @param keyIds of SM4 keys */
    public BodyEncryption(Keys keys, CipherMode mode, List<String> keyIds) {
        this.keys = keys;
        this.mode = mode;
        this.keyIds = List.copyOf(keyIds);
    }

    public byte[] encrypt(byte[] plain) throws GeneralSecurityException {
        var encrypted = keys.encrypt(keyIds, mode, plain);
        Map<String, String> body = new LinkedHashMap<>();
        body.put("encryption", encrypted.mode().label());
        body.put("keyId", encrypted.keyId());
        body.put("iv", Base64.getEncoder().encodeToString(encrypted.iv()));
        body.put("data", Base64.getEncoder().encodeToString(encrypted.data()));
        return json.writeValueAsBytes(body);
    }

    /**
     * @return the body as it was where it is encrypted; itself where it is not, since errors often come in clear
     * @throws GeneralSecurityException if it is encrypted and cannot be decrypted
     */
    public byte[] decrypt(byte[] body) throws GeneralSecurityException {
        var encrypted = read(body);
        return encrypted.isPresent() ? keys.decrypt(keyIds, encrypted.get()) : body;
    }

    private Optional<Encrypted> read(byte[] body) {
        try {
            var tree = json.readTree(body);
            var label = tree.path("encryption").asString("");
            return Stream.of(CipherMode.values())
                    .filter(one -> one.label().equals(label))
                    .findFirst()
                    .map(found -> new Encrypted(
                            tree.path("keyId").asString(""),
                            found,
                            Base64.getDecoder().decode(tree.path("iv").asString("")),
                            Base64.getDecoder().decode(tree.path("data").asString(""))));
        } catch (JacksonException | IllegalArgumentException plain) {
            return Optional.empty();
        }
    }
}
