package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.personal.PersonalData;
import cn.lvyue.hub.security.Audit;
import cn.lvyue.hub.standard.RespondentView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is done to personal data besides looking at it. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "个人信息 personal data")
class PersonalCalls {
    private static final int MOST_ROWS = 1_000_000;

    private final Ledger ledger;
    private final FeedPacks packs;
    private final StoredFields stored;
    private final ErasureDesk desk;
    private final PersonalData personal;
    private final Audit audit;

    PersonalCalls(
            Ledger ledger, FeedPacks packs, StoredFields stored, ErasureDesk desk, PersonalData personal, Audit audit) {
        this.ledger = ledger;
        this.packs = packs;
        this.stored = stored;
        this.desk = desk;
        this.personal = personal;
        this.audit = audit;
    }

    @GetMapping("/records/{recordId}/for-respondent")
    @Operation(
            summary = "转给被投诉单位或其上级的内容 / The record as a respondent or its superior may have it",
            description =
                    "不含投诉人联系方式；正文中出现的也已隐去。任何人都不能取消。/ Without the complainant's contacts, also where they stand in texts; nobody can lift this.")
    Map<String, String> forRespondent(@PathVariable String recordId) {
        var record = known(recordId);
        var latest = ledger.revisions(record.recordId()).stream()
                .filter(each -> each.revision() == record.revision())
                .findFirst()
                .map(each -> stored.read(each.fields()))
                .orElse(Map.of());
        return packs.pack(record.feed())
                .map(pack -> RespondentView.of(pack, latest))
                .orElse(Map.of());
    }

    @PostMapping("/records/{recordId}/erasure")
    @Operation(
            summary = "擦除一条记录的个人信息，不可恢复 / Erase a record's personal data for good",
            description =
                    "其余字段保留。报送未完成时不能擦除。/ All other fields stay. Not while the record is on its way to a platform.")
    ErasureAnswer erase(
            @PathVariable String recordId,
            @RequestParam String reason,
            @RequestParam String reference,
            HttpServletRequest request) {
        return new ErasureAnswer(recordId, desk.erase(recordId, reason, reference, request), true);
    }

    @PostMapping("/personal/resealing")
    @Operation(
            summary = "以当前数据密钥重新加密个人信息 / Seal personal data anew under the present data key",
            description =
                    "一次约处理 rows 行，可随时中断；table 为空即已完成。/ About rows at once, to be broken off anywhere; done when table is null.")
    PersonalData.Progress seal(@RequestParam(defaultValue = "100000") int rows, HttpServletRequest request) {
        var progress = personal.seal(Limits.amount("rows", rows, MOST_ROWS));
        audit.note(
                Reveals.actor(request),
                Audit.Deed.of("personal.reseal", "personal data of records")
                        .to(Map.of("read", progress.read(), "sealed", progress.sealed())));
        return progress;
    }

    private KnownRecord known(String recordId) {
        return KnownRecords.needed(ledger, recordId);
    }
}
