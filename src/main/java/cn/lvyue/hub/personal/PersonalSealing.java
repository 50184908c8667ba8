package cn.lvyue.hub.personal;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.DataKeys;
import cn.lvyue.hub.signing.KeyedDigest;
import cn.lvyue.hub.signing.Vault;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Seals personal values with the vault's data keys. */
@Component
class PersonalSealing implements PersonalSeal {
    private static final TypeReference<LinkedHashMap<String, String>> TEXTS = new TypeReference<>() {};
    private static final byte ROW = 'r';

    /** What the ledger remarks quotes the source record number, which stands open beside it in every table. */
    private static final Set<String> OF_THE_NUMBER = Set.of("D001", "D002", "D003", "D004");

    private final Vault vault;
    private final DataKeys keys;
    private final PersonalIds ids;
    private final StoredForm form;
    private final SealedTexts texts;
    private final KeyedDigest digest;
    private final JsonMapper json = JsonMapper.builder().build();

    PersonalSealing(Vault vault, DataKeys keys, PersonalIds ids, SecretStore secrets) {
        this.vault = vault;
        this.keys = keys;
        this.ids = ids;
        this.form = new StoredForm(ids.all());
        this.texts = new SealedTexts(vault);
        this.digest = new KeyedDigest(secrets.secret("content", KeyedDigest.KEY_BYTES));
    }

    @Override
    public Parted part(byte[] fields, long messageId, int row) {
        var split = form.split(fields);
        return split.taken().length == 0
                ? new Parted(fields, null)
                : new Parted(split.open(), vault.seal(split.taken(), owner(messageId, row)));
    }

    @Override
    public byte[] whole(Parted parted, long messageId, int row) {
        var sealed = parted.sealed();
        return sealed == null
                ? parted.open()
                : StoredForm.join(parted.open(), vault.open(sealed, owner(messageId, row)));
    }

    private static byte[] owner(long messageId, int row) {
        return ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES)
                .put(ROW)
                .putLong(messageId)
                .putInt(row)
                .array();
    }

    @Override
    public List<Finding> hidden(List<Finding> findings) {
        return findings.stream().anyMatch(this::quotes)
                ? findings.stream()
                        .map(each -> quotes(each) ? texts.sealed(each) : each)
                        .toList()
                : findings;
    }

    private boolean quotes(Finding finding) {
        return SealedTexts.isSealed(finding.value()) // a sender's text that looks like one of ours
                || (finding.value() != null || finding.wanted() != null && SealedTexts.wantsTheValue(finding))
                        && !OF_THE_NUMBER.contains(finding.code())
                        && ids.mayBePersonal(finding.field());
    }

    @Override
    public List<Finding> shown(List<Finding> findings) {
        return findings.stream().anyMatch(texts::isSealed)
                ? findings.stream().map(texts::opened).toList()
                : findings;
    }

    @Override
    public Optional<Parted> anew(Parted stored, long messageId, int row) {
        var sealed = stored.sealed();
        if (sealed != null && Vault.keyOf(sealed) == keys.current().number()) {
            return Optional.empty();
        }
        return Optional.of(part(whole(stored, messageId, row), messageId, row))
                .filter(parted -> parted.sealed() != null);
    }

    @Override
    public Optional<List<Finding>> anew(List<Finding> stored) {
        int current = keys.current().number();
        return stored.stream().anyMatch(each -> quotes(each) && texts.isStale(each, current))
                ? Optional.of(hidden(shown(stored)))
                : Optional.empty();
    }

    @Override
    public Optional<String> anewValues(String values) {
        int current = keys.current().number();
        Map<String, String> map = json.readValue(values, TEXTS);
        boolean stale = map.entrySet().stream()
                .anyMatch(each -> !each.getValue().isEmpty()
                        && ids.mayBePersonal(each.getKey())
                        && texts.isStale(each.getValue(), current));
        return stale ? Optional.of(hiddenValues(shownValues(values))) : Optional.empty();
    }

    @Override
    public String pattern(int dataKey) {
        return SealedTexts.pattern(dataKey);
    }

    @Override
    public Set<String> places(byte[] open) {
        return StoredForm.places(open);
    }

    @Override
    public String hiddenValues(String values) {
        return changed(values, (id, value) -> !value.isEmpty() && ids.mayBePersonal(id) ? texts.sealed(value) : value);
    }

    @Override
    public String shownValues(String values) {
        return changed(values, (id, value) -> texts.opened(value));
    }

    private String changed(String values, BiFunction<String, String, String> change) {
        Map<String, String> map = json.readValue(values, TEXTS);
        map.replaceAll(change);
        return json.writeValueAsString(map);
    }

    @Override
    public UUID keyed(UUID content) {
        return digest.of(content);
    }

    @Override
    public boolean goesTo(Target target) {
        return ids.goesTo(target);
    }
}
