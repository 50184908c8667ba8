package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.quality.PlainText;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells why two complaints are, or may be, the same matter: which of the fields that tell one matter from another agree. Values are
 * compared as the search for duplicates compares them, and shown masked.
 */
@Component
public class Agreements {
    private static final List<Role> TELLING = List.of(
            Role.COMPLAINANT_CODE,
            Role.COMPLAINANT_NAME,
            Role.RESPONDENT_CODE,
            Role.CONTRACT_NO,
            Role.CONTRACT_NAME,
            Role.BREACH_FIELD);

    private final Ledger ledger;
    private final FeedPacks packs;
    private final StoredFields stored;

    Agreements(Ledger ledger, FeedPacks packs, StoredFields stored) {
        this.ledger = ledger;
        this.packs = packs;
        this.stored = stored;
    }

    /** One field in both complaints. @param agrees whether both have it and mean the same */
    public record Agreement(
            String nameZh,
            String nameEn,
            @Nullable String here,
            @Nullable String there,
            boolean agrees) {}

    /** Of the latest revisions; empty if either feed has no mapping any more. */
    public List<Agreement> between(KnownRecord one, KnownRecord other) {
        var pack = packs.pack(one.feed());
        var otherPack = packs.pack(other.feed());
        if (pack.isEmpty() || otherPack.isEmpty()) {
            return List.of();
        }
        var here = latest(one.recordId());
        var there = latest(other.recordId());
        var all = new ArrayList<Agreement>();
        for (var role : TELLING) {
            all.add(agreement(pack.get().field(role), here, otherPack.get(), role, there));
        }
        return all;
    }

    private Map<String, String> latest(RecordId record) {
        var revisions = ledger.revisions(record);
        return revisions.isEmpty()
                ? Map.of()
                : stored.read(revisions.get(revisions.size() - 1).fields());
    }

    private static Agreement agreement(
            Field field, Map<String, String> here, StandardPack otherPack, Role role, Map<String, String> there) {
        var otherField = otherPack.field(role);
        var left = here.get(field.id());
        var right = there.get(otherField.id());
        return new Agreement(
                field.nameZh(),
                field.nameEn(),
                left == null ? null : Masking.value(field, left),
                right == null ? null : Masking.value(otherField, right),
                left != null && right != null && PlainText.of(left).equals(PlainText.of(right)));
    }
}
