package cn.lvyue.hub.benchmark;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A made-up complaint of forty texts, always the same for the same number: what the readers are measured with. */
final class WideRecord {
    static final int COLUMNS = 40;
    static final List<String> NAMES =
            IntStream.rangeClosed(1, COLUMNS).mapToObj(i -> "c" + i).toList();

    private static final List<String> WORDS = List.of(
            "黑河市", "爱辉区", "水务局", "建筑工程", "有限公司", "合同款", "长期拖欠", "招商引资", "项目协议", "政府采购", "已核实", "拒不整改", "道路工程", "设备采购",
            "供热管网", "产业扶持资金");
    private static final long FIRST_ID = 100_000_000L;
    private static final int LONG_TEXT = 39;
    private static final int LONG_WORDS = 30;

    private WideRecord() {}

    /** Every fourth column differs from record to record, the last is long, the others repeat as real ones do. */
    static String[] of(long number) {
        var random = new SplittableRandom(number * 7919 + 13);
        var values = new String[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            values[i] = switch (i % 4) {
                case 0 -> "NO" + (FIRST_ID + number) + "-" + i;
                case 1 -> word(random) + word(random);
                case 2 -> "2023-" + (10 + random.nextInt(3)) + "-" + (10 + random.nextInt(18));
                default -> word(random);
            };
        }
        values[LONG_TEXT] = text(random);
        return values;
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder();
        for (int i = 0; i < LONG_WORDS; i++) {
            text.append(word(random));
        }
        return text.toString();
    }

    private static String word(SplittableRandom random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }
}
