package cn.lvyue.hub.search;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.search.FiledArchive.Filed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every criterion, and every two together, against a filter that looks at each record. */
class SearchesTest {
    private static final String[] FEEDS = {"hotline-12345", "sme-arrears", "credit-site"};
    private static final String[] BODIES = {"哈尔滨市道里区住房和城乡建设局", "齐齐哈尔市交通运输局", "伊春市人民医院", "黑河市爱辉区水务局"};
    private static final String[] FIRMS = {"黑龙江鑫达建筑工程有限公司", "哈尔滨恒昌商贸有限责任公司", "ABC科技有限公司", "绥化丰禾园林绿化工程有限公司"};
    private static final String[] WORDS = {"拖欠工程款", "资金紧张", "电梯", "退款", "新官不理旧账", "合同HT-2019-07", "ＡＢＣ设备", "质保金", "验收"};

    private static SearchedHub hub;
    private static FiledArchive archive;

    private record Known(Filed row, String feed, Channel channel) {}

    private static final List<Known> ALL = new ArrayList<>();

    @BeforeAll
    static void fill() {
        hub = SearchedHub.fresh();
        archive = new FiledArchive();
        var random = new Random(20_260_301);
        for (long id = 1; id <= 120; id++) {
            var feed = FEEDS[random.nextInt(3)];
            var channel = Channel.values()[random.nextInt(3)];
            var rows = new ArrayList<Filed>();
            int many = random.nextInt(10) == 0 ? 30 : random.nextInt(3);
            for (int row = 1; row <= many; row++) {
                rows.add(row(id, row, random));
            }
            archive.message(id, feed, channel, rows);
            rows.forEach(row -> ALL.add(new Known(row, feed, channel)));
            if (id % 20 == 0) {
                hub.catchUp();
            }
        }
        hub.catchUp();
        ALL.sort(Comparator.<Known, Key>comparing(
                        known -> new Key(known.row().message(), known.row().row()))
                .reversed());
    }

    @AfterAll
    static void close() {
        hub.close();
        ALL.clear();
    }

    private static Filed row(long message, int row, Random random) {
        var outcome = Outcome.values()[List.of(0, 0, 0, 2, 5, 6).get(random.nextInt(6))];
        var fields = new HashMap<String, String>();
        fields.put("TS_NR", "反映" + any(WORDS, random) + "，" + any(WORDS, random) + "。电话13812345678");
        fields.put("TS_TSR_MC", any(FIRMS, random));
        fields.put("TS_BTS_MC", any(BODIES, random));
        fields.put("TS_TSR_SHXYM", "9123010" + random.nextInt(3) + "MA1234567X");
        fields.put("TS_BTS_SHXYM", "1123010" + random.nextInt(3) + "001234567X");
        fields.put("TS_TSR_LXR", "张某联系人");
        fields.put("TS_TSR_LXDH", "13998765432");
        return new Filed(
                message,
                row,
                "NO" + random.nextInt(100),
                outcome,
                random.nextInt(3) == 0 ? "V10" + random.nextInt(4) : null,
                fields);
    }

    private static String any(String[] words, Random random) {
        return words[random.nextInt(words.length)];
    }

    private static boolean hasText(Known known) {
        return known.row().outcome() != Outcome.DUPLICATE;
    }

    private static Predicate<Known> field(String id, Predicate<String> holds) {
        return known -> hasText(known) && holds.test(known.row().fields().getOrDefault(id, ""));
    }

    /** A criterion as it is asked for, and as the filter understands it. */
    private record Criterion(String name, String value, Predicate<Known> holds) {}

    private static List<Criterion> criteria() {
        return List.of(
                new Criterion("feed", "sme-arrears", known -> known.feed().equals("sme-arrears")),
                new Criterion("channel", "file", known -> known.channel() == Channel.FILE),
                new Criterion("direction", "in", known -> true),
                new Criterion("direction", "out", known -> false),
                new Criterion("state", "done", known -> true),
                new Criterion("outcome", "rejected", known -> known.row().outcome() == Outcome.REJECTED),
                new Criterion(
                        "finding", "V102", known -> "V102".equals(known.row().finding())),
                new Criterion("sourceNo", "no17", known -> known.row().no().equals("NO17")),
                new Criterion(
                        "complainantCode", "91230102MA1234567X", field("TS_TSR_SHXYM", code -> code.charAt(7) == '2')),
                new Criterion(
                        "respondentCode", "11230101001234567X", field("TS_BTS_SHXYM", code -> code.charAt(7) == '1')),
                new Criterion("org", "爱辉", field("TS_BTS_MC", name -> name.contains("爱辉"))),
                new Criterion(
                        "org",
                        "哈尔滨",
                        field("TS_BTS_MC", name -> name.contains("哈尔滨"))
                                .or(field("TS_TSR_MC", name -> name.contains("哈尔滨")))),
                new Criterion("org", "abc科技", field("TS_TSR_MC", name -> name.contains("ABC科技"))),
                new Criterion("q", "电梯", field("TS_NR", text -> text.contains("电梯"))),
                new Criterion("q", "资金紧张", field("TS_NR", text -> text.contains("资金紧张"))),
                new Criterion("q", "退款 验收", field("TS_NR", text -> text.contains("退款") && text.contains("验收"))),
                new Criterion("q", "ＨＴ－2019", field("TS_NR", text -> text.contains("HT-2019"))),
                new Criterion("q", "abc设备", field("TS_NR", text -> text.contains("ＡＢＣ设备"))),
                new Criterion("q", "不存在的词语", known -> false),
                new Criterion("sender", "credit-site", known -> known.feed().equals("credit-site")),
                new Criterion("message", "40", known -> known.row().message() == 40),
                new Criterion(
                        "digest",
                        HexFormat.of().formatHex(FiledArchive.digest(50)),
                        known -> known.row().message() == 50),
                new Criterion(
                        "from",
                        FiledArchive.moment(60).toString(),
                        known -> known.row().message() >= 60),
                new Criterion(
                        "to",
                        FiledArchive.moment(90).toString(),
                        known -> known.row().message() < 90));
    }

    @Test
    void eachCriterionAndEachPairFindsExactlyWhatAFilterFindsInTheSameOrder() {
        var criteria = criteria();
        for (var one : criteria) {
            for (var other : criteria.subList(criteria.indexOf(one), criteria.size())) {
                if (one.name().equals(other.name()) && one != other) {
                    continue;
                }
                var words = new LinkedHashMap<>(Map.of("limit", one == other ? "7" : "500"));
                words.put(one.name(), one.value());
                words.put(other.name(), other.value());
                var expected = ALL.stream()
                        .filter(one.holds().and(other.holds()))
                        .map(known -> known.row().message() + "/" + known.row().row())
                        .toList();
                assertThat(FiledArchive.all(hub.search(), words))
                        .as("%s", words)
                        .extracting(hit -> hit.messageId() + "/" + hit.row())
                        .containsExactlyElementsOf(expected);
                if (one != other) {
                    continue;
                }
                assertThat(FiledArchive.allMessages(hub.search(), words).stream()
                                .filter(hit -> hit.records() > 0))
                        .as("messages %s", words)
                        .extracting(MessageHit::messageId)
                        .containsExactlyElementsOf(ALL.stream()
                                .filter(one.holds().and(other.holds()))
                                .map(known -> known.row().message())
                                .distinct()
                                .toList());
            }
        }
    }

    @Test
    void personalFieldsAndNumbersOfPersonsAreNotFoundAndNotShown() {
        for (var word : new String[] {"张某联系人", "13998765432", "13812345678", "联系人"}) {
            assertThat(FiledArchive.all(hub.search(), Map.of("q", word)))
                    .as(word)
                    .isEmpty();
        }
        assertThat(FiledArchive.all(hub.search(), Map.of("q", "电梯")))
                .isNotEmpty()
                .allSatisfy(hit -> assertThat(hit.excerpt()).contains("电梯").doesNotContain("13812345678"));
    }

    @Test
    void aWordThatIsFoundIsShownWithItsRecord() {
        var hit = FiledArchive.all(hub.search(), Map.of("q", "新官不理旧账", "outcome", "accepted"))
                .get(0);

        assertThat(hit.recordId()).isNotNull();
        assertThat(hit.revision()).isEqualTo(1);
        assertThat(hit.place()).isEqualTo("line " + hit.row());
        assertThat(FiledArchive.all(
                        hub.search(), Map.of("record", hit.recordId().toString())))
                .extracting(RecordHit::messageId)
                .containsExactly(hit.messageId());
    }

    @Test
    void smallSlicesBecomeLargerOnes() {
        var slices = hub.bean(SliceStore.class).newestFirst(Space.RECORDS);

        assertThat(slices).hasSizeLessThan(30);
        assertThat(slices.stream().mapToInt(Slice::docs).sum()).isEqualTo(ALL.size());
    }
}
