package cn.lvyue.hub.quality;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.standard.Rulebooks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inspects one record of a pack at 2023-10-16 06:00 in Asia/Shanghai, starting from a record in order. */
final class Judged {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2023-10-15T22:00:00Z"), ZoneOffset.UTC);
    private static final Message MESSAGE =
            new Message(1, new FeedId("feed"), Channel.FILE, Instant.EPOCH, null, null, 1, "digest");

    private final Rulebooks books;
    private final String pack;
    private final Map<String, String> values;
    private List<Finding> mapped = List.of();
    private String sourceRecordNo = "N-1";
    private List<String> neverCarried = List.of();

    private Judged(Rulebooks books, String pack, Map<String, String> values) {
        this.books = books;
        this.pack = pack;
        this.values = new LinkedHashMap<>(values);
    }

    static Judged complaint() {
        return new Judged(Rulebooks.load(Path.of("mappings")), "complaint-2023", COMPLAINT)
                .never("TS_BTS_ZGDW", "TS_ZJDW", "TS_ZJDWDM", "TS_ZJSJ");
    }

    static Judged tiny() {
        return new Judged(Rulebooks.load(Path.of("src/test/resources/packs/tiny")), "tiny", TINY);
    }

    Judged with(String field, String value) {
        values.put(field, value);
        return this;
    }

    Judged without(String... fields) {
        List.of(fields).forEach(values::remove);
        return this;
    }

    Judged never(String... fields) {
        neverCarried = List.of(fields);
        return this;
    }

    Judged after(Finding... findings) {
        mapped = List.of(findings);
        return this;
    }

    Judged numbered(String number) {
        sourceRecordNo = number;
        return this;
    }

    Inspected inspect() {
        var names = books.rulebook(pack).pack().names();
        var record =
                new StandardRecord(names, names.ids().stream().map(values::get).toArray(String[]::new));
        var item = new Mapped(1, "line 2", sourceRecordNo, null, record, mapped, new Mapped.Origin() {
            @Override
            public String placeOf(int field) {
                return "line 2, column " + names.ids().get(field);
            }

            @Override
            public boolean carries(int field) {
                return !neverCarried.contains(names.ids().get(field));
            }
        });
        return new Inspector(books, CLOCK, PersonalSeal.none())
                .inspect(new Chunk<>(MESSAGE, 1, List.of(item), null), pack)
                .items()
                .get(0);
    }

    /** Severity, code and field of each finding: {@code REJECT V106 TS_BTS_SHXYM}. */
    List<String> findings() {
        return inspect().findings().stream()
                .map(finding -> finding.severity() + " " + finding.code() + " " + finding.field())
                .toList();
    }

    private static final Map<String, String> COMPLAINT = Map.ofEntries(
            Map.entry("TS_LYQD", "02"),
            Map.entry("TS_LYBH", "N-1"),
            Map.entry("TS_SJ", "2023-08-04 17:41:15"),
            Map.entry("TS_SLSJ", "2023-08-07 17:41:15"),
            Map.entry("TS_NR", "工程款已审计完毕，至今未付。"),
            Map.entry("TS_TSR_MC", "望奎华康科技有限责任公司"),
            Map.entry("TS_TSR_LX", "1"),
            Map.entry("TS_TSR_SHXYM", "91231183MA0000015R"),
            Map.entry("TS_TSR_LXR", "何先生"),
            Map.entry("TS_TSR_LXDH", "19900006318"),
            Map.entry("TS_BTS_MC", "黑河市爱辉区教育局"),
            Map.entry("TS_BTS_SHXYM", "11231102MB00000196"),
            Map.entry("TS_BTS_LX", "1"),
            Map.entry("TS_BTS_XZQH", "231102"),
            Map.entry("TS_HT_MC", "校舍维修工程合同"),
            Map.entry("TS_HT_BH", "HT-2022-0001"),
            Map.entry("TS_HT_QDRQ", "2022-12-05"),
            Map.entry("TS_WYLY", "06"),
            Map.entry("TS_WYSS", "工程款未付"),
            Map.entry("TS_WYJE", "52.154209"),
            Map.entry("TS_SFSS", "0"),
            Map.entry("TS_LYDW", "某来源单位"),
            Map.entry("TS_LYDWDM", "12231182MB0000A122"),
            Map.entry("TS_BLZT", "40"),
            Map.entry("CS_GXSJ", "2023-08-07 17:59:15"));

    private static final Map<String, String> TINY = Map.ofEntries(
            Map.entry("via", "31"),
            Map.entry("ref", "T-1"),
            Map.entry("told", "2023-10-01"),
            Map.entry("firm", "鑫恒公司"),
            Map.entry("body", "河区教育局"),
            Map.entry("body_code", "11231102MB00000196"),
            Map.entry("deal_no", "HT-1"),
            Map.entry("topic", "7"),
            Map.entry("phone", "19900006318"),
            Map.entry("mail", "a@b.cn"),
            Map.entry("step", "A"),
            Map.entry("changed", "2023-10-02 08:00:00"));
}
