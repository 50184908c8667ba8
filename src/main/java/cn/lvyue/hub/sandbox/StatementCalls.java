package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Fen;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

/** Answers what a stand-in platform holds of a business day: {@code GET /statements/{date}?after=&limit=}. */
class StatementCalls {
    private static final int LARGEST_PAGE = 20_000;
    private static final int PAGE = 10_000;

    private final StatementBooks books;
    private final Map<String, Whole> wholes = new ConcurrentHashMap<>();

    StatementCalls(StatementBooks books) {
        this.books = books;
    }

    /** A page with the totals of the whole day. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String code,
            LocalDate businessDate,
            long records,
            String amount,
            String digest,
            List<Item> items,
            @Nullable String next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String sourceRecordNo,
            int revision,
            int dataState,
            @Nullable String platformId,
            @Nullable String amount) {}

    private record Whole(long records, String amount, String digest) {}

    Said answer(Call call, List<Deed> deeds) {
        var date = date(call.path().substring("statements/".length()));
        return date == null || !books.offersStatements()
                ? Said.refusal(404, "R404", "there is no such statement")
                : new Said(200, new Said.Body("0", null, null, null, null), answer(call, date, deeds));
    }

    private Answer answer(Call call, LocalDate date, List<Deed> deeds) {
        var target = call.target();
        var uri = call.uri();
        var after = parameter(uri, "after", "");
        int limit = Math.min(LARGEST_PAGE, Math.max(1, Integer.parseInt(parameter(uri, "limit", "" + PAGE))));
        var key = target + " " + date;
        var whole = wholes.get(key);
        if (after.isEmpty() || whole == null) {
            books.book(target);
            whole = whole(target, date);
            wholes.put(key, whole);
        }
        var told = told(whole, Deed.in(deeds, Act.WRONG_TOTALS));
        var lines = books.page(target, date, after, limit);
        var items = lines.stream().map(StatementCalls::item).toList();
        var next = lines.size() < limit ? null : lines.get(lines.size() - 1).sourceRecordNo();
        return new Answer("0", date, told.records(), told.amount(), told.digest(), items, next);
    }

    private static Whole told(Whole whole, Optional<Deed> lie) {
        return lie.map(deed -> new Whole(
                        deed.isOf("records") ? whole.records() + 1 : whole.records(),
                        deed.isOf("amount")
                                ? new BigDecimal(whole.amount())
                                        .add(BigDecimal.ONE)
                                        .toPlainString()
                                : whole.amount(),
                        deed.isOf("digest")
                                ? new StringBuilder(whole.digest()).reverse().toString()
                                : whole.digest()))
                .orElse(whole);
    }

    private Whole whole(Target target, LocalDate date) {
        var totals = books.totals(target, date);
        var digest = new SM3Digest();
        String after = "";
        while (after != null) {
            var lines = books.page(target, date, after, PAGE);
            for (var line : lines) {
                byte[] text = (line.sourceRecordNo() + "\t" + line.revision() + "\n").getBytes(StandardCharsets.UTF_8);
                digest.update(text, 0, text.length);
            }
            after = lines.size() < PAGE ? null : lines.get(lines.size() - 1).sourceRecordNo();
        }
        return new Whole(totals.records(), Fen.wan(totals.fen()), Sm3.finished(digest));
    }

    private static Item item(StatementBooks.Line line) {
        return new Item(
                line.sourceRecordNo(),
                line.revision(),
                line.dataState(),
                line.platformId(),
                line.fen() == null ? null : Fen.wan(line.fen()));
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    private static String parameter(URI uri, String name, String otherwise) {
        var query = uri.getRawQuery();
        if (query != null) {
            for (var part : query.split("&")) {
                if (part.startsWith(name + "=")) {
                    return URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
        }
        return otherwise;
    }
}
