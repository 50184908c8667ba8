package cn.lvyue.hub.api;

import cn.lvyue.hub.reconciliation.AskedStatements;
import cn.lvyue.hub.reconciliation.Difference;
import cn.lvyue.hub.reconciliation.Statement;
import cn.lvyue.hub.reconciliation.Statements;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements of one difference each, and what was asked for. */
class ListedStatements implements Statements, AskedStatements {
    final List<String> asked = new ArrayList<>();
    boolean key = true;

    @Override
    public boolean canSign() {
        return key;
    }

    @Override
    public List<Statement.Received> received(LocalDate date, FeedId feed) {
        return List.of();
    }

    @Override
    public boolean isLarge(LocalDate date) {
        return false;
    }

    @Override
    public void ask(LocalDate date, String reason) {
        asked.add(date + " " + reason);
    }

    @Override
    public Optional<Asked> latest(LocalDate date) {
        return Optional.empty();
    }

    @Override
    public Page now(LocalDate date, Target target, FeedId feed, String after, int limit) {
        asked.add(date + " " + target + " " + feed + " " + after + " " + limit);
        return page(date, null);
    }

    private static Page page(LocalDate date, Integer version) {
        var head = new Statement(
                date,
                version,
                InMemoryHub.NOW.atZone(java.time.ZoneId.of("Asia/Shanghai")).toOffsetDateTime(),
                true,
                1,
                Map.of("R150", 1L),
                List.of(),
                List.of());
        var difference = new Difference(
                "R150",
                "provincial",
                "hotline-12345",
                "A1",
                null,
                1,
                null,
                null,
                null,
                null,
                null,
                "缺",
                "missing",
                "查",
                "look");
        return new Page(head, List.of(difference), "provincial:A1");
    }

    @Override
    public Kept keep(LocalDate date, String reason) {
        asked.add("keep " + date + " " + reason);
        return new Kept(date, 1, InMemoryHub.NOW, reason, true, 0, 7, "d", "HMAC-SM3", "hub", "s");
    }

    @Override
    public List<Kept> kept(LocalDate date) {
        return List.of(keep(date, "listed"));
    }

    @Override
    public Optional<Page> kept(LocalDate date, int version, String after, int limit) {
        return version == 1 ? Optional.of(page(date, 1)) : Optional.empty();
    }

    @Override
    public Optional<Export> export(LocalDate date, Integer version, Format format) {
        if (version != null && version != 1) {
            return Optional.empty();
        }
        try {
            var file = Files.createTempFile("statement", ".x");
            Files.writeString(file, "the bytes");
            return Optional.of(new Export(
                    file,
                    "对账单." + format.name().toLowerCase(java.util.Locale.ROOT),
                    "text/x",
                    "d",
                    "HMAC-SM3",
                    "hub",
                    "s"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
