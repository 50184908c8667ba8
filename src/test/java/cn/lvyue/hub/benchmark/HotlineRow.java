package cn.lvyue.hub.benchmark;

import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Writes single rows; the same number always gives the same bytes. */
final class HotlineRow {
    static final int ROWS_A_DAY = 20_000;
    static final LocalDate FIRST_DAY = LocalDate.of(2022, 1, 1);
    private static final int DAY = 86_400;
    private static final int SECONDS_BETWEEN_CALLS = DAY / ROWS_A_DAY;
    private static final long FIRST_PHONE = 19_900_000_000L;
    private static final long CHANGED_PHONE = 19_900_009_999L;
    private static final int DIGITS = CreditCode.CHARACTERS.length();
    /** An odd stride without a common factor with 31: consecutive rows get codes that do not resemble each other. */
    private static final long CODE_STRIDE = 387_420_489L;

    private static final long CODES = (long) Math.pow(DIGITS, 6);

    private final HotlineWords words;
    private final HotlineTime times;
    private final HotlineAmount amounts;
    private final HotlineText texts;
    private final Progress[] progress;
    private final byte[] firm;
    private final byte[] citizen;
    private final byte[] impossibleDay;

    /** How far the hotline is with a complaint. @param share in percent */
    private record Progress(int share, byte[] status, byte[] conclusion, boolean determined, boolean closed) {}

    HotlineRow(Charset charset) {
        words = new HotlineWords(charset);
        times = new HotlineTime(charset);
        amounts = new HotlineAmount(charset);
        texts = new HotlineText(words, amounts);
        firm = words.encode("企业");
        citizen = words.encode("个人");
        impossibleDay = words.encode("2022/2/30 9:05:00");
        progress = new Progress[] {
            progress(10, "待派单", "", false, false),
            progress(24, "办理中", "", false, false),
            progress(18, "办理中", "属实", true, false),
            progress(10, "已办结", "不属实", true, true),
            progress(16, "已办结", "属实，已整改", true, true),
            progress(20, "已办结", "属实，拒不整改", true, true),
            progress(2, "已撤单", "", false, false)
        };
    }

    private Progress progress(int share, String status, String conclusion, boolean determined, boolean closed) {
        return new Progress(share, words.encode(status), words.encode(conclusion), determined, closed);
    }

    void header(RowBuffer out) {
        out.put(words.header);
    }

    /** @param fault null for a row in order; {@link Fault#REPEATED} is written like one, the caller chooses its number */
    void write(RowBuffer out, long number, @Nullable Fault fault) {
        var random = new SplittableRandom(number * 7919 + 13);
        var facts = new HotlineText.Facts(
                words.bodies.get(random.nextInt(words.bodies.size())),
                new byte[][] {
                    any(words.firstSyllables, random), any(words.lastSyllables, random), any(words.trades, random)
                },
                any(words.projects, random),
                2016 + random.nextInt(6),
                1_000_000 + number,
                (random.nextInt(90_000) + 500) * 100L * (random.nextInt(10) < 6 ? 10 : 100)
                        + (random.nextInt(3) == 0 ? random.nextInt(99_999) : 0));
        long called = called(number, random);
        caller(out, number, called, random, facts, fault);
        matter(out, random, facts, fault);
        progress(out, called, random, facts, fault);
    }

    private static long called(long number, SplittableRandom random) {
        long day = FIRST_DAY.toEpochDay() + number / ROWS_A_DAY;
        return day * DAY + number % ROWS_A_DAY * SECONDS_BETWEEN_CALLS + random.nextInt(SECONDS_BETWEEN_CALLS);
    }

    private void caller(
            RowBuffer out,
            long number,
            long called,
            SplittableRandom random,
            HotlineText.Facts facts,
            @Nullable Fault fault) {
        out.put(words.encode(HotlineFile.recordNo(number))).put(',');
        if (fault == Fault.IMPOSSIBLE_DAY) {
            out.put(impossibleDay).put(',');
        } else {
            times.time(out, called, random.nextInt(100));
            out.put(',');
        }
        out.put(any(words.callers, random)).put(',');
        out.put(fault == Fault.NOISE ? citizen : firm).put(',');
        HotlineText.putAll(out, facts.firm());
        out.put(',').put(firmCode(number)).put(',');
        long phone = FIRST_PHONE + random.nextInt(9_000); // drawn in any case: the rest of the row must stay as it is
        out.number(fault == Fault.CHANGED ? CHANGED_PHONE : phone);
        out.put(',');
    }

    private void matter(RowBuffer out, SplittableRandom random, HotlineText.Facts facts, @Nullable Fault fault) {
        out.put(facts.body().division()).put(',');
        out.put(fault == Fault.NOISE ? words.noise : any(words.categories, random))
                .put(',');
        texts.title(out, facts);
        texts.content(out.put(','), facts, random.nextInt(1 << 20));
        amounts.cell(out.put(','), facts.cents(), random.nextInt(100));
        out.put(',').put(facts.body().name()).put(',');
        if (fault != Fault.NO_RESPONDENT_CODE) {
            out.put(facts.body().code());
        }
        out.put(',').put('H').put('T').put('-').number(facts.contractYear());
        out.put('-').number(facts.contractNumber()).put(',');
    }

    private void progress(
            RowBuffer out, long called, SplittableRandom random, HotlineText.Facts facts, @Nullable Fault fault) {
        var state = state(random.nextInt(100));
        long updated = called + (long) DAY * (1 + random.nextInt(40)) + random.nextInt(DAY);
        if (state.determined()) {
            out.put(facts.body().supervisor());
        }
        out.put(',').put(state.status()).put(',').put(state.conclusion()).put(',');
        if (state.closed()) {
            times.date(out, updated);
        }
        times.time(out.put(','), fault == Fault.CHANGED ? updated + DAY : updated, random.nextInt(100));
        out.put('\r').put('\n');
    }

    private Progress state(int percentile) {
        int rest = percentile;
        for (var candidate : progress) {
            rest -= candidate.share();
            if (rest < 0) {
                return candidate;
            }
        }
        throw new IllegalStateException("shares do not make 100 %");
    }

    /** Another code for every row, as long as there are fewer than 887 million of them. */
    private static byte[] firmCode(long number) {
        var body = new StringBuilder("MA");
        for (long rest = number * CODE_STRIDE % CODES, i = 0; i < 6; i++, rest /= DIGITS) {
            body.append(CreditCode.CHARACTERS.charAt((int) (rest % DIGITS)));
        }
        return CreditCode.of("91", "230103", body);
    }

    private static byte[] any(byte[][] words, SplittableRandom random) {
        return words[random.nextInt(words.length)];
    }
}
